import { secondsStreamed, TURN, USUAL } from '../cost/use.ts';
import { createRandom, type Random } from './random.ts';

/** What the busiest second or minute asked of a service. */
export interface Peak {
  /** `$connect` a second. */
  readonly connects: number;
  /** Sockets open at once. */
  readonly sockets: number;
  /** Turns a second. */
  readonly turns: number;
  /** `RecognizeText` calls under way at once. */
  readonly lex: number;
  /** Function instances at work at once. */
  readonly functions: number;
  /** Requests, frames and `@connections` posts a second: what the account's throttle counts. */
  readonly calls: number;
  /** DynamoDB write units a second, all tables. */
  readonly writeUnits: number;
  /** Model tokens a minute, as Bedrock reserves them: the prompt and the cap of the answer. */
  readonly tokens: number;
}

/** How visitors come: a share of a day's visitors within so many seconds. */
export interface Rush {
  readonly share: number;
  readonly seconds: number;
}

/** The busiest hour of a usual day. */
export const BUSIEST_HOUR: Rush = { share: 0.12, seconds: 3_600 };
/** A day's visitors within ten minutes: an advertisement on television, exam results, an outage that everybody asks about. */
export const SURGE: Rush = { share: 1, seconds: 600 };

/** Assumptions of the simulation beyond those of `cost/use.ts`. */
export const DAYS = 30;
/** Mean seconds between an answer and the next question. */
const THINK = 20;
/** Seconds that Lex takes, a code hook included. */
const LEX_SECONDS = 0.4;
/** The cap of an answer in tokens, reserved whatever is written. */
const ANSWER_CAP = 1_024;

/**
 * Lives through a rush on a site with `visitors` a month of `turns` each: they come as a Poisson process, think, ask, read and go.
 * The same numbers give the same rush.
 */
export function peakOf(visitors: number, turns: number, rush: Rush): Peak {
  const random = createRandom(visitors * 31 + turns);
  const load = createLoad(rush.seconds);
  const perSecond = ((visitors / DAYS) * rush.share) / rush.seconds;
  for (let at = exponential(random, 1 / perSecond); at < rush.seconds; at += exponential(random, 1 / perSecond))
    visit(at, turns, random, load);
  return load.peak();
}

function visit(came: number, turns: number, random: Random, load: Load): void {
  load.connects.add(came);
  // A session, a page of history, the handshake.
  load.calls.add(came, TURN.requestsPerVisit + 1);
  let at = came;
  for (let turn = 0; turn < turns; turn++) {
    at += exponential(random, THINK);
    at = random() < USUAL.modelShare ? askModel(at, random, load) : askLex(at, random, load);
  }
  const left = Math.max(at, came + USUAL.minutes * 60);
  for (let ping = came; ping < left; ping += TURN.secondsBetweenPings) load.calls.add(ping);
  load.sockets.during(came, left);
}

/** Every turn asks Lex first. Returns when it had answered. */
function askLex(at: number, random: Random, load: Load): number {
  const end = at + exponential(random, LEX_SECONDS);
  load.turns.add(at);
  load.calls.add(at);
  load.calls.add(end, TURN.lex.posts);
  load.lex.during(at, end);
  load.functions.during(at, at + TURN.receive.seconds);
  load.functions.during(at, end + TURN.lex.seconds - LEX_SECONDS);
  load.writeUnits.add(at, TURN.lex.writes * TURN.unitsPerWrite);
  return end;
}

function askModel(at: number, random: Random, load: Load): number {
  const start = askLex(at, random, load);
  const end = start + exponential(random, secondsStreamed(USUAL));
  load.tokens.add(start, USUAL.promptTokens + ANSWER_CAP);
  load.functions.during(start, end);
  for (let second = start; second < end; second++) {
    load.calls.add(second, Math.min(1, end - second) * TURN.model.postsPerSecond);
    load.writeUnits.add(second, TURN.model.writesPerSecond * TURN.unitsPerWrite);
  }
  return end;
}

type Load = ReturnType<typeof createLoad>;

function createLoad(length: number) {
  const createCounter = (seconds: number) => counterOf(length, seconds);
  const gauges = {
    connects: createCounter(1),
    turns: createCounter(1),
    calls: createCounter(1),
    writeUnits: createCounter(1),
    tokens: createCounter(60),
    sockets: createGauge(),
    lex: createGauge(),
    functions: createGauge(),
  };
  return {
    ...gauges,
    peak: (): Peak => ({
      connects: gauges.connects.peak(),
      sockets: gauges.sockets.peak(),
      turns: gauges.turns.peak(),
      lex: gauges.lex.peak(),
      functions: gauges.functions.peak(),
      calls: Math.round(gauges.calls.peak()),
      writeUnits: gauges.writeUnits.peak(),
      tokens: gauges.tokens.peak(),
    }),
  };
}

/** Adds up what happens in each stretch of `seconds` of `length`. What comes after the rush is over is not looked at. */
function counterOf(length: number, seconds: number) {
  const slots = new Float64Array(Math.ceil(length / seconds));
  return {
    add(at: number, amount = 1): void {
      const slot = Math.floor(at / seconds);
      if (slot < slots.length) slots[slot]! += amount;
    },
    peak: () => slots.reduce((most, value) => Math.max(most, value), 0),
  };
}

/** How many are under way at once: the most that overlap. */
function createGauge() {
  const starts: number[] = [];
  const ends: number[] = [];
  return {
    during(from: number, to: number): void {
      starts.push(from);
      ends.push(to);
    },
    peak(): number {
      // Typed arrays sort as numbers, and fast.
      const came = Float64Array.from(starts).sort();
      const went = Float64Array.from(ends).sort();
      let most = 0;
      let gone = 0;
      came.forEach((at, index) => {
        while (went[gone]! <= at) gone++;
        most = Math.max(most, index + 1 - gone);
      });
      return most;
    },
  };
}

function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}
