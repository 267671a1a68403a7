import { f64at, i32at, multiply, setF64, setI32 } from './machine.ts';
import { area, bitsFor, free } from './memory.ts';
import { addStack } from './stack-table.ts';
import {
  bare,
  bareFirstLine,
  bareLastLine,
  bareSamples,
  depth,
  eventCount,
  frameLines,
  framesHash,
  lastPair,
  nothing,
  opened,
  pairCount,
  pairSlotCount,
  pairSlots,
  sample,
  sampleCpu,
  sampleLine,
  sampleOrigin,
  samplePeriod,
} from './state.ts';

// An event's record.
export const eventId: i32 = 0;
/** 1 for an event whose line goes on with the tracepoint's fields. */
export const eventIsTracepoint: i32 = 4;
export const eventSamples: i32 = 8;
export const eventFirstLine: i32 = 12;
export const eventLastLine: i32 = 16;
export const eventWithoutStack: i32 = 20;
export const eventWithPeriod: i32 = 24;
/** 1 when frames stand on lines of their own. */
export const eventChains: i32 = 28;
export const eventPeriod: i32 = 32;

/**
 * Records of pairs of numbers: an event and a thread (the value is its group), a group and a CPU. The first number of a
 * group is negative, so that both can lie in one table. Records are chained in the order they were made, the last first.
 */
export const pairFirst: i32 = 0;
export const pairSecond: i32 = 4;
export const pairValue: i32 = 8;
export const pairSamples: i32 = 12;
export const pairPeriod: i32 = 16;
export const pairEvent: i32 = 24;
export const pairBefore: i32 = 28;
const pairBits: i32 = 5;

/** Group of the stacks of samples that have no event line. */
export const bareGroup: i32 = -1;

export function makePairs(): void {
  setI32(pairSlotCount, 1 << 10);
  setI32(pairSlots, area(12));
}

function hashOf(first: i32, second: i32): i32 {
  const hash = multiply(multiply(first, 0x2c1b3c6d) ^ second, 0x297a2d39);
  return hash ^ (hash >>> 15);
}

/** The record of a pair, or 0. */
export function findPair(first: i32, second: i32): i32 {
  const slots = i32at(pairSlots);
  const mask = i32at(pairSlotCount) - 1;
  let slot = hashOf(first, second) & mask;
  let pair = i32at(slots + 4 * slot);
  while (pair !== 0 && (i32at(pair + pairFirst) !== first || i32at(pair + pairSecond) !== second)) {
    slot = (slot + 1) & mask;
    pair = i32at(slots + 4 * slot);
  }
  return pair;
}

export function addPair(first: i32, second: i32, value: i32, event: i32): i32 {
  const pair = area(pairBits);
  setI32(pair + pairFirst, first);
  setI32(pair + pairSecond, second);
  setI32(pair + pairValue, value);
  setI32(pair + pairEvent, event);
  setI32(pair + pairBefore, i32at(lastPair));
  setI32(lastPair, pair);
  const count = i32at(pairCount) + 1;
  setI32(pairCount, count);
  if (2 * count > i32at(pairSlotCount)) widen();
  else place(pair, i32at(pairSlots), i32at(pairSlotCount) - 1);
  return pair;
}

function place(pair: i32, slots: i32, mask: i32): void {
  let slot = hashOf(i32at(pair + pairFirst), i32at(pair + pairSecond)) & mask;
  while (i32at(slots + 4 * slot) !== 0) slot = (slot + 1) & mask;
  setI32(slots + 4 * slot, pair);
}

function widen(): void {
  const count = 2 * i32at(pairSlotCount);
  free(i32at(pairSlots), bitsFor(2 * count));
  const slots = area(bitsFor(4 * count));
  setI32(pairSlots, slots);
  setI32(pairSlotCount, count);
  for (let pair = i32at(lastPair); pair !== 0; pair = i32at(pair + pairBefore)) place(pair, slots, count - 1);
}

export function addEvent(tracepoint: i32): i32 {
  const event = area(6);
  setI32(event + eventId, i32at(eventCount));
  setI32(event + eventIsTracepoint, tracepoint);
  setI32(eventCount, i32at(eventCount) + 1);
  return event;
}

/** Opens a sample of an event line at `line`; `period` is negative when it was not printed, `cpu` too. */
export function begin(origin: i32, cpu: i32, period: f64, line: i32): void {
  finish();
  setI32(opened, sample);
  setI32(sampleOrigin, origin);
  setF64(samplePeriod, period);
  setI32(sampleLine, line);
  if (cpu < 0) {
    setI32(sampleCpu, 0);
    return;
  }
  setI32(sampleCpu, cpuRecord(i32at(origin + pairValue), cpu, i32at(origin + pairEvent)));
}

/** The record of a group's samples on a CPU. */
export function cpuRecord(group: i32, cpu: i32, event: i32): i32 {
  const known = findPair(-1 - group, cpu);
  return known !== 0 ? known : addPair(-1 - group, cpu, group, event);
}

/** Counts the sample that is open, if any. */
export function finish(): void {
  const open = i32at(opened);
  if (open === sample) count();
  else if (open === bare) countBare();
  setI32(opened, nothing);
  setI32(depth, 0);
  setI32(framesHash, 0);
}

function lastLine(): i32 {
  const frames = i32at(depth);
  return frames === 0 ? i32at(sampleLine) : i32at(i32at(frameLines) + 4 * frames - 4);
}

function count(): void {
  const origin = i32at(sampleOrigin);
  const event = i32at(origin + pairEvent);
  const line = i32at(sampleLine);
  const last = lastLine();
  let period = f64at(samplePeriod);
  if (i32at(event + eventSamples) === 0) setI32(event + eventFirstLine, line);
  setI32(event + eventLastLine, last);
  if (i32at(depth) === 0) addOne(event + eventWithoutStack);
  else if (last !== line) setI32(event + eventChains, 1);
  if (period >= 0) addOne(event + eventWithPeriod);
  else period = 0;
  addSample(event + eventSamples, event + eventPeriod, period);
  addSample(origin + pairSamples, origin + pairPeriod, period);
  const cpu = i32at(sampleCpu);
  if (cpu !== 0) addSample(cpu + pairSamples, cpu + pairPeriod, period);
  addStack(i32at(origin + pairValue), 1, period);
}

function addSample(samples: i32, period: i32, by: f64): void {
  addOne(samples);
  setF64(period, f64at(period) + by);
}

function addOne(at: i32): void {
  setI32(at, i32at(at) + 1);
}

function countBare(): void {
  if (i32at(bareSamples) === 0) setI32(bareFirstLine, i32at(sampleLine) + 1);
  addOne(bareSamples);
  setI32(bareLastLine, lastLine());
  addStack(bareGroup, 1, 0);
}
