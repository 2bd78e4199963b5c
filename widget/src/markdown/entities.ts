/** The names of HTML 4 and `apos`, meaning what they mean in HTML 5: each run begins with the code of its first name. */
const NAMES =
  '34quot;38amp apos;60lt;62gt;160nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr ' +
  'deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc ' +
  'Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc ' +
  'Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ' +
  'ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ' +
  'ugrave uacute ucirc uuml yacute thorn yuml;338OElig oelig;352Scaron scaron;376Yuml;402fnof;710circ;732tilde;' +
  '913Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho;931Sigma Tau Upsilon ' +
  'Phi Chi Psi Omega;945alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf ' +
  'sigma tau upsilon phi chi psi omega;977thetasym upsih;982piv;8194ensp emsp;8201thinsp;8204zwnj zwj lrm rlm;' +
  '8211ndash mdash;8216lsquo rsquo sbquo;8220ldquo rdquo bdquo;8224dagger Dagger bull;8230hellip;8240permil;8242prime ' +
  'Prime;8249lsaquo rsaquo;8254oline;8260frasl;8364euro;8465image;8472weierp;8476real;8482trade;8501alefsym;8592larr ' +
  'uarr rarr darr harr;8629crarr;8656lArr uArr rArr dArr hArr;8704forall;8706part exist;8709empty;8711nabla isin ' +
  'notin;8715ni;8719prod;8721sum minus;8727lowast;8730radic;8733prop infin;8736ang;8743and or cap cup int;8756there4;' +
  '8764sim;8773cong;8776asymp;8800ne equiv;8804le ge;8834sub sup nsub;8838sube supe;8853oplus;8855otimes;8869perp;' +
  '8901sdot;8968lceil rceil lfloor rfloor;9674loz;9824spades;9827clubs;9829hearts diams;10216lang rang';

let codes: ReadonlyMap<string, number> | undefined;

/** `text` with its character references replaced: numeric ones and the names of HTML 4. Others stay as they are. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (reference, decimal?: string, hex?: string, name?: string) => {
      if (name) {
        const code = (codes ??= readNames()).get(name);
        return code ? String.fromCharCode(code) : reference;
      }
      return characterOf(decimal ? Number(decimal) : parseInt(hex!, 16));
    },
  );
}

/** `text` with its character references and its escaped punctuation replaced. */
export function unescaped(text: string): string {
  return text.replace(
    /\\([!-/:-@[-`{-~])|&[#\w]{1,32};/g,
    (found, escaped?: string) => escaped ?? decodeEntities(found),
  );
}

function readNames(): ReadonlyMap<string, number> {
  const runs = NAMES.split(';').map(run => ({ first: parseInt(run), names: run.replace(/^\d+/, '').split(' ') }));
  return new Map(runs.flatMap(({ first, names }) => names.map((name, index) => [name, first + index] as const)));
}

/** Zero, halves of pairs and what is no character at all are shown as what cannot be shown. */
function characterOf(code: number): string {
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\uFFFD';
}
