import type { Measure, Rule } from '../../rules/rule.ts';
import { shownOf } from '../view/shown-symbols.ts';
import type { View } from '../view/view.ts';
import type { Measured } from './measured.ts';
import { inclusiveShare, pathShare } from './path-share.ts';
import { readersCpuShare } from './readers-cpu.ts';
import { commShare, selfShare, shareOfAll } from './self-share.ts';
import { userShare } from './user-code.ts';

/** Whose samples a measure is of: those of a rule's side, unless it says otherwise. */
export function sideOf(what: SideOfMeasure, rule: Pick<Rule, 'side'>): View['side'] {
  return 'ofAll' in what || 'readersCpu' in what ? 'any' : (what.side ?? rule.side);
}

type SideOfMeasure = { readonly side?: View['side']; readonly ofAll?: unknown; readonly readersCpu?: unknown };

/** The value of a measure in a view; undefined when the view's capture cannot show it. */
export function measure(view: View, what: Measure): Measured | undefined {
  if (view.base <= 0) return undefined;
  const { profile } = view;
  if ('self' in what) return selfShare(view, shownOf(profile, what.self));
  if ('comm' in what) return commShare(view, what.comm);
  if ('space' in what) return userShare(view, what.without ? shownOf(profile, what.without) : nothing);
  if ('ofAll' in what) return shareOfAll(view, shownOf(profile, what.ofAll));
  if ('readersCpu' in what) return readersCpuShare(view, what.readersCpu);
  if ('inclusive' in what) return inclusiveShare(view, shownOf(profile, what.inclusive));
  return pathShare(view, what.path, what.without && shownOf(profile, what.without));
}

const nothing: ReadonlySet<string> = new Set();
