/** Hostile texts: each way to say something dangerous in each place where something can be said. */
export function* hostileTexts(): Iterable<string> {
  for (const address of hostileAddresses()) {
    for (const place of ADDRESS_PLACES) yield place(address);
  }
  for (const tag of HOSTILE_HTML) {
    for (const place of TEXT_PLACES) yield place(tag);
  }
}

function* hostileAddresses(): Iterable<string> {
  const schemes = [
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'blob:https://a.example/1',
    'file:///etc/passwd',
    'view-source:https://a.example',
  ];
  for (const scheme of schemes) {
    for (const disguise of DISGUISES) yield disguise(scheme);
  }
}

const DISGUISES: readonly ((address: string) => string)[] = [
  address => address,
  address => address.toUpperCase(),
  address => address.replace(/[aeiou]/g, letter => letter.toUpperCase()),
  address => ` \t${address}`,
  address => `<${address}>`,
  address => `< ${address} >`,
  address => `\u0001${address}`,
  address => `\u00a0\u2028${address}`,
  address => `&#1;${address}`,
  address => `&#x20;&#9;${address}`,
  address => address.replace(/./g, letter => `&#${letter.charCodeAt(0)};`),
  address => address.replace(/./g, letter => `&#x${letter.charCodeAt(0).toString(16)};`),
  address => address.replace(/./g, letter => `&#0000${letter.charCodeAt(0)};`),
  address => address.replace(':', '&colon;'),
  address => address.replace(':', '&#58'),
  address => address.replace(':', '\\:'),
  address => address.replace(':', '%3a'),
  address => address.replace('a', 'a&Tab;').replace('i', 'i&NewLine;'),
  address => address.replace('a', 'a&#9;').replace('i', 'i&#10;'),
  address => address.replace('a', 'a\t').replace('i', 'i\0'),
  address => address.replace('s', '\u017f'),
  address => address.replace('a', '\u0430'),
  address => `${address}//https://a.example`,
  address => `https://a.example\n${address}`,
  address => `&amp;${address}`,
  address => `\u202e${address}`,
];

const ADDRESS_PLACES: readonly ((address: string) => string)[] = [
  address => `[a](${address})`,
  address => `[a](${address} "t")`,
  address => `[a](<${address}>)`,
  address => `![a](${address})`,
  address => `[![a](${address})](${address})`,
  address => `<${address}>`,
  address => address,
  address => `[a][b]\n\n[b]: ${address}`,
  address => `[b]\n\n[b]: <${address}> "t"`,
  address => `| [a](${address}) |\n|---|\n| ![a](${address}) |`,
  address => `- [ ] [a](${address})\n  > # [a](${address})`,
  address => `\`\`\`${address}\n${address}\n\`\`\``,
  address => `[a](https://a.example "${address}")`,
  address => `[${address}](https://a.example)`,
  address => `[a](${address}`,
];

const HOSTILE_HTML: readonly string[] = [
  '<script>globalThis.hostile = 1</script>',
  '<img src=x onerror="globalThis.hostile = 1">',
  '<svg onload="globalThis.hostile = 1">',
  '<svg><script>globalThis.hostile = 1</script></svg>',
  '<style>* { display: none }</style>',
  '<link rel=stylesheet href=//a.example>',
  '<iframe src="javascript:globalThis.hostile = 1">',
  '<iframe srcdoc="<script>parent.hostile = 1</script>">',
  '<a href="javascript:globalThis.hostile = 1">a</a>',
  '<form action=//a.example><input name=x></form>',
  '<base href=//a.example>',
  '<meta http-equiv=refresh content="0;url=//a.example">',
  '<img srcset="//a.example/1 1x">',
  '<video src=//a.example onerror=hostile=1>',
  '<object data=//a.example>',
  '<embed src=//a.example>',
  '<math><mi xlink:href="javascript:hostile=1">',
  '<div style="background: url(//a.example)">',
  '<template><script>hostile = 1</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=hostile=1>">',
  '<!--><img src=x onerror=hostile=1>-->',
  '<![CDATA[<img src=x onerror=hostile=1>]]>',
  '</div></section></lex-chat><h1>a</h1>',
  '<lex-chat endpoint="//a.example"></lex-chat>',
  '<slot name=x></slot>',
  '&lt;script&gt;hostile = 1&lt;/script&gt;',
  '\u003cscript\u003e',
  '<scr<script>ipt>',
  '<x onclick=1 id=__proto__>',
  '${alert(1)}',
  '<?lit$1$?>',
  '{{constructor}}',
];

const TEXT_PLACES: readonly ((text: string) => string)[] = [
  text => text,
  text => `a ${text} b`,
  text => `# ${text}`,
  text => `- ${text}`,
  text => `> ${text}`,
  text => `**${text}**`,
  text => `\`${text}\``,
  text => `\`\`\`html\n${text}\n\`\`\``,
  text => `\`\`\`${text.replaceAll('`', '')}\na\n\`\`\``,
  text => `    ${text}`,
  text => `| ${text} |\n|---|\n| ${text} |`,
  text => `[${text}](https://a.example)`,
  text => `![${text}](https://images.example/i.png)`,
  text => `![${text}](https://other.example/i.png)`,
  text => `[a](https://a.example '${text}')`,
  text => `[a](https://a.example/${text})`,
  text => `[a]: https://a.example '${text}'\n\n[a]`,
  text => `<div>\n${text}\n</div>`,
];
