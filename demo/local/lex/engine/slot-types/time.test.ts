import { expect, it } from 'vitest';
import { heardBy, SATURDAY } from './hear-in.fake.ts';
import { time } from './time.ts';

const hear = heardBy(time);

it.each([
  ['오후 3시 반', '15:30'],
  ['오후 세 시 반에요', '15:30'],
  ['오전 열한시', '11:00'],
  ['오전 12시', '00:00'],
  ['오후 12시 10분', '12:10'],
  ['저녁 7시', '19:00'],
  ['새벽 2시', '02:00'],
  ['밤 12시', '00:00'],
  ['밤 11시', '23:00'],
  ['낮 1시', '13:00'],
  ['15시 20분', '15:20'],
  ['15:30', '15:30'],
  ['오후 3:05', '15:05'],
  ['정오', '12:00'],
  ['자정', '00:00'],
  ['3pm', '15:00'],
  ['3:30 p.m.', '15:30'],
  ['12 am', '00:00'],
  ['noon', '12:00'],
  ['half past three', '03:30'],
  ['quarter to one pm', '12:45'],
  ["five o'clock in the evening", '17:00'],
  ['세 시', '03:00'],
])('reads “%s” as %s', (text, clock) => {
  expect(hear(text)).toBe(clock);
});

it.each(['', '25시', '3시간', '지금', '3:75', 'I am here', '13pm'])('finds no time in “%s”', text => {
  expect(hear(text)).toBeUndefined();
});

it('names both times when the morning and the evening are possible', () => {
  expect(time('3시', SATURDAY)?.resolvedValues).toEqual(['03:00', '15:00']);
  expect(time('오후 3시', SATURDAY)?.resolvedValues).toEqual(['15:00']);
});
