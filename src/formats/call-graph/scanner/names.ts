import { bytesHash, copy, i32at, setI32 } from '../../perf-script/scanner/machine.ts';
import { area, bitsFor, free } from '../../perf-script/scanner/memory.ts';
import { sameName } from './machine.ts';
import {
  nameBytes,
  nameBytesBits,
  nameBytesEnd,
  nameCount,
  namePlaces,
  namePlacesBits,
  nameSlotCount,
  nameSlots,
} from './state.ts';

/** Names looked at before one is taken for new: names made to hash alike must not cost more. */
const probes: i32 = 32;
/** Bytes may be read beyond those of a name. */
const slack: i32 = 64;

// Of each name there is where its bytes end, and its hash; they begin where those of the name before it end.
const placeEnd: i32 = 0;
const placeHash: i32 = 4;
/** The kinds of lines it stands on, a bit for each. */
const placeKinds: i32 = 8;
const placeSize: i32 = 12;

export function makeNames(): void {
  setI32(nameSlotCount, 1 << 11);
  setI32(nameSlots, area(13));
  setI32(nameBytesBits, 15);
  setI32(nameBytes, area(15));
  setI32(namePlacesBits, 13);
  setI32(namePlaces, area(13));
}

/** Number of the name of `length` bytes at `at`, which stands on a line of a kind. A few unlucky names have several. */
export function nameOf(at: i32, length: i32, kind: i32): i32 {
  const hash = bytesHash(at, length);
  const slots = i32at(nameSlots);
  const mask = i32at(nameSlotCount) - 1;
  const places = i32at(namePlaces);
  for (let slot = hash & mask, left = probes; left > 0; left--, slot = (slot + 1) & mask) {
    const name = i32at(slots + 4 * slot) - 1;
    if (name < 0) break;
    const place = places + placeSize * name;
    if (i32at(place + placeHash) !== hash) continue;
    const from = name > 0 ? i32at(place - placeSize + placeEnd) : 0;
    if (i32at(place + placeEnd) - from === length && sameName(i32at(nameBytes) + from, at, length)) {
      setI32(place + placeKinds, i32at(place + placeKinds) | (1 << kind));
      return name;
    }
  }
  return addName(at, length, hash, kind);
}

function addName(at: i32, length: i32, hash: i32, kind: i32): i32 {
  const name = i32at(nameCount);
  const from = i32at(nameBytesEnd);
  widen(nameBytes, nameBytesBits, from, from + length + slack);
  widen(namePlaces, namePlacesBits, placeSize * name, placeSize * (name + 1));
  if (2 * name >= i32at(nameSlotCount)) widenSlots();
  copy(i32at(nameBytes) + from, at, length);
  setI32(nameBytesEnd, from + length);
  const place = i32at(namePlaces) + placeSize * name;
  setI32(place + placeEnd, from + length);
  setI32(place + placeHash, hash);
  setI32(place + placeKinds, 1 << kind);
  setI32(nameCount, name + 1);
  placeName(name, hash);
  return name;
}

function widen(where: i32, bitsWhere: i32, used: i32, wanted: i32): void {
  const bits = i32at(bitsWhere);
  if (wanted <= 1 << bits) return;
  const old = i32at(where);
  const wider = bitsFor(wanted);
  const to = area(wider);
  copy(to, old, used);
  setI32(where, to);
  setI32(bitsWhere, wider);
  free(old, bits);
}

/** A name that finds no slot near its own stays unfindable: it gets a new number each time. */
function placeName(name: i32, hash: i32): void {
  const slots = i32at(nameSlots);
  const mask = i32at(nameSlotCount) - 1;
  for (let slot = hash & mask, left = probes; left > 0; left--, slot = (slot + 1) & mask) {
    if (i32at(slots + 4 * slot) !== 0) continue;
    setI32(slots + 4 * slot, name + 1);
    return;
  }
}

function widenSlots(): void {
  const slots = i32at(nameSlotCount);
  free(i32at(nameSlots), bitsFor(4 * slots));
  setI32(nameSlots, area(bitsFor(8 * slots)));
  setI32(nameSlotCount, 2 * slots);
  const count = i32at(nameCount);
  for (let name = 0; name < count; name++) placeName(name, i32at(i32at(namePlaces) + placeSize * name + placeHash));
}
