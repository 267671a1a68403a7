import { changeById } from './change-by-id.ts';
import type { Change, StreamState } from './changes.ts';
import type { InferredKernel } from './infer.ts';
import { rhelMajor, rhelMajors, rhelProduct } from './products.ts';
import type { KernelRelease } from './release.ts';
import { backports, compareNumbers, versionNumbers } from './release.ts';

/** What is known of the kernel at hand: read from the text or given by flag, or inferred from symbols, or both. */
export interface KernelKnowledge {
  readonly release?: KernelRelease;
  readonly inferred?: InferredKernel;
}

export type Answer = 'yes' | 'no' | 'unknown';

/**
 * Whether the kernel holds a change. Symbols that exist only with it decide; then the release; then symbols that exist only
 * without it, and the range that all symbols allow. A change that was taken back is not held by kernels after its revert.
 * `unknown` also for ids that no change has.
 */
export function hasChange(kernel: KernelKnowledge, id: string): Answer {
  const change = changeById(id);
  if (!change) return 'unknown';
  const { release, inferred } = kernel;
  if (inferred?.shows.includes(id)) return 'yes';
  // A release that the symbols contradict is a distribution's kernel under a mainline name: it dates nothing.
  const named = release && !(release.stream === 'mainline' && inferred?.contradiction) ? release : undefined;
  const answer = named ? releaseHas(change, named) : 'unknown';
  if (answer !== 'unknown' || !inferred) return answer;
  if (inferred.lacks.includes(id)) return 'no';
  if (!named) return rangeHas(change, inferred);
  return named.stream === 'rhel7' && named.build.length === 0 ? buildsHave(change, inferred) : 'unknown';
}

/** Whether a release holds a change, by its stream's own history where that is known, by its base version elsewhere. */
function releaseHas(change: Change, release: KernelRelease): Answer {
  const { stream } = release;
  const state = change.streams?.[stream];
  if (state !== undefined && !(release.build.length === 0 && typeof state !== 'string')) {
    const own = streamHas(state, release);
    if (own !== undefined) return own;
  }
  const mainline = versionNumbers(change.mainline);
  const reverted = change.revertedIn && versionNumbers(change.revertedIn);
  if (compareNumbers(release.mainline, mainline) >= 0) {
    if (!reverted) return 'yes';
    if (compareNumbers(release.mainline, reverted) >= 0) return 'no';
    const inSeries = seriesHas(change.revertedStable, release);
    return inSeries === 'yes' ? 'no' : inSeries === 'unknown' || backports(stream) ? 'unknown' : 'yes';
  }
  const inSeries = seriesHas(change.stable, release);
  if (inSeries !== 'no') return inSeries;
  if (release.orNewer) return 'unknown';
  const frozen = rhelMajor(stream)?.frozenAt;
  if (frozen && compareNumbers(mainline, frozen) > 0) return 'no';
  return backports(stream) ? 'unknown' : 'no';
}

function streamHas(state: StreamState, release: KernelRelease): Answer | undefined {
  if (state === 'never') return 'no';
  if (state === 'base') return 'yes';
  if (typeof state === 'string') {
    if (release.build.length > 0) return compareNumbers(release.build, buildOf(state)) >= 0 ? 'yes' : 'no';
    return 'unknown';
  }
  if (state.gone !== undefined && compareNumbers(release.build, buildOf(state.gone)) >= 0) return 'no';
  if (state.present !== undefined && compareNumbers(release.build, buildOf(state.present)) >= 0) return 'yes';
  // An update of the release that lacks it lacks it too: 3.10.0-514.26 is still RHEL 7.3.
  if (state.absent !== undefined && release.build[0]! <= buildOf(state.absent)[0]!) return 'no';
  return 'unknown';
}

/** [693] of `3.10.0-693`. */
function buildOf(text: string): number[] {
  return versionNumbers(text.slice(text.indexOf('-') + 1));
}

/** Whether the long-term series of the release took the change over, as far as its stable number tells. */
function seriesHas(stable: Readonly<Record<string, string>> | undefined, release: KernelRelease): Answer {
  const series = release.mainline.slice(0, 2).join('.');
  const since = stable?.[series];
  if (since === undefined) return 'no';
  if (since === '?' || release.mainline.length < 3 || release.stream === 'ubuntu') return 'unknown';
  return compareNumbers(release.mainline, versionNumbers(since)) >= 0 ? 'yes' : 'no';
}

/** The answer that all kernels the symbols allow agree on. */
function rangeHas(change: Change, inferred: InferredKernel): Answer {
  if (inferred.hint || (inferred.contradiction && inferred.builds.length === 0)) return 'unknown';
  const answers = new Set<Answer>();
  if (!inferred.contradiction) {
    const mainline = versionNumbers(change.mainline);
    const { from, until } = inferred;
    if (from !== undefined && compareNumbers(versionNumbers(from), mainline) >= 0) {
      const reverted = change.revertedIn && versionNumbers(change.revertedIn);
      if (!reverted) answers.add('yes');
      else answers.add(compareNumbers(versionNumbers(from), reverted) >= 0 ? 'no' : 'unknown');
    } else if (until !== undefined && compareNumbers(versionNumbers(until), mainline) < 0) answers.add('no');
    else return 'unknown';
  }
  if (inferred.builds.length > 0) answers.add(buildsHave(change, inferred));
  return answers.size === 1 ? [...answers][0]! : 'unknown';
}

/** The answer that the oldest and the newest enterprise kernel of the range agree on. */
function buildsHave(change: Change, inferred: InferredKernel): Answer {
  const answers = new Set<Answer>();
  for (const { stream, from, until } of inferred.builds) {
    const { base } = rhelMajor(stream)!;
    for (const build of [from, until])
      answers.add(releaseHas(change, { text: '', stream, mainline: base, build: [build] }));
  }
  return answers.size === 1 ? [...answers][0]! : 'unknown';
}

/**
 * Whether no kernel of the release's distribution will ever hold a change: it was left out, or is newer than all that the
 * distribution still takes over. Then only another distribution or major release helps.
 */
export function neverIn({ stream }: KernelRelease, id: string): boolean {
  const change = changeById(id);
  if (!change) return false;
  const state = change.streams?.[stream];
  if (state !== undefined) return state === 'never';
  const frozen = rhelMajor(stream)?.frozenAt;
  return frozen !== undefined && compareNumbers(versionNumbers(change.mainline), frozen) > 0;
}

/**
 * Where a change is, for readers: `mainline 4.10, RHEL 7.4 (3.10.0-693)`, `mainline 4.13, RHEL 8; not in RHEL 7`. The text
 * for a change that was taken back says so.
 */
export function whereFixed(id: string): string {
  const change = changeById(id);
  if (!change) return 'not known';
  const places = [`mainline ${change.mainline}`];
  for (const since of Object.values(change.stable ?? {})) {
    if (since !== '?') places.push(since);
  }
  const never: string[] = [];
  const base = versionNumbers(change.mainline);
  let covered = false;
  for (const major of rhelMajors) {
    const state = change.streams?.[major.stream];
    const name = `RHEL ${major.major}`;
    if (state === 'never') never.push(name);
    if (state === 'never' || covered) continue;
    const place = enterprisePlace(state, name, major.stream);
    if (place !== undefined) places.push(place);
    else if (state === undefined && compareNumbers(major.base, base) >= 0) places.push(name);
    covered = places.at(-1)!.startsWith('RHEL');
  }
  const doubt = change.unverified?.startsWith('commit') ? undefined : change.unverified;
  const text = [
    places.join(', '),
    ...(never.length > 0 ? [`not in ${never.join(' and ')}`] : []),
    ...(doubt === undefined ? [] : [`not verified: ${doubt}`]),
  ].join('; ');
  return change.revertedIn ? `${text}; taken back in ${change.revertedIn}` : text;
}

function enterprisePlace(state: StreamState | undefined, name: string, stream: string): string | undefined {
  if (state === undefined || state === 'never') return undefined;
  if (state === 'base') return name;
  const release = typeof state === 'string' ? state : state.present;
  if (release === undefined) return undefined;
  const product = rhelProduct(stream, buildOf(release)[0]!) ?? name;
  return `${product} (${release})${typeof state === 'string' ? '' : ' or earlier'}`;
}
