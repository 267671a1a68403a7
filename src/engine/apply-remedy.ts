import { changeById } from '../kernel/change-by-id.ts';
import { compareNumbers, type KernelRelease, versionNumbers } from '../kernel/release.ts';
import { hasChange, type KernelKnowledge, neverIn, whereFixed } from '../kernel/timeline.ts';
import type { Remedy } from '../rules/remedy.ts';
import type { Clause } from '../rules/rule.ts';
import type { AppliedRemedy } from './diagnosis.ts';
import { changeTitle, kernelWords } from './words.ts';

/** Whether a clause holds, and the words and place of what shows it. */
export type Seen = (clause: Clause) => string | undefined;

/** A remedy as it stands for the kernel at hand, and for what the text shows. */
export function applyRemedy(remedy: Remedy, kernel: KernelKnowledge, seen?: Seen): AppliedRemedy {
  const { change: _change, needs: _needs, until: _until, only, unless, ...text } = remedy;
  for (const { when, applies, because } of seen ? (unless ?? []) : []) {
    const shown = seen?.(when);
    if (shown !== undefined) return { ...text, applies, because: `${because}: ${shown}` };
  }
  const { applies, because } = applicability(remedy, kernel);
  return { ...text, applies, because: only && !seen ? `${because}, for ${only.whom}` : because };
}

function applicability(remedy: Remedy, kernel: KernelKnowledge): Pick<AppliedRemedy, 'applies' | 'because'> {
  if (remedy.change !== undefined) {
    const where = whereFixed(remedy.change);
    const state = hasChange(kernel, remedy.change);
    if (state === 'yes') return { applies: 'already there', because: `${kernelWords(kernel)} has it (${where})` };
    if (state === 'unknown') return { applies: 'unknown', because: `${where}; \`uname -r\` tells which kernel runs` };
    if (kernel.release && neverIn(kernel.release, remedy.change)) {
      return { applies: 'not available', because: `no kernel of ${majorOf(kernel.release)} has it; ${where}` };
    }
    return { applies: 'applies', because: `${where}; ${kernelWords(kernel)} lacks it` };
  }
  if (remedy.until !== undefined) {
    const state = hasChange(kernel, remedy.until);
    const gone = `${changeTitle(remedy.until)} (${whereFixed(remedy.until)})`;
    if (state === 'yes') return { applies: 'not available', because: `taken away by ${gone}` };
    if (state === 'unknown') return { applies: 'unknown', because: `the kernel is older than ${gone}` };
  }
  if (remedy.needs !== undefined) {
    const where = whereFixed(remedy.needs);
    const state = hasChange(kernel, remedy.needs);
    if (state === 'no') {
      return {
        applies: 'not available',
        because: `needs ${changeTitle(remedy.needs)} (${where}); ${kernelWords(kernel)} lacks it`,
      };
    }
    if (state === 'yes' && kernelIsKnown(kernel)) {
      return { applies: 'applies', because: `${kernelWords(kernel)} has what it needs (${where})` };
    }
    if (state === 'unknown' && isEverywhere(remedy.needs)) return { applies: 'applies', because: `since ${where}` };
    if (state === 'unknown') return { applies: 'unknown', because: `needs ${changeTitle(remedy.needs)} (${where})` };
  }
  return { applies: 'applies', because: 'any kernel' };
}

function kernelIsKnown({ release, inferred }: KernelKnowledge): boolean {
  return release !== undefined || inferred !== undefined;
}

/** The oldest kernel that is still in use in numbers, RHEL 7's, begins where this one does. */
const oldestInUse = versionNumbers('3.10');

/** Whether a kernel that nothing is known of can be taken to hold a change. */
function isEverywhere(id: string): boolean {
  const change = changeById(id);
  return (
    change !== undefined && !change.revertedIn && compareNumbers(versionNumbers(change.mainline), oldestInUse) <= 0
  );
}

/** `RHEL 7` of `RHEL 7.9`. */
function majorOf({ product, stream }: KernelRelease): string {
  return product?.replace(/\.\d+$/, '') ?? stream;
}

const usefulness = { applies: 0, unknown: 1, 'not available': 2, 'already there': 3 } as const;

/** What helps here first; within that, the order the rule gives. */
export function sortRemedies(remedies: readonly AppliedRemedy[]): AppliedRemedy[] {
  return remedies
    .map((remedy, index) => ({ remedy, index }))
    .sort((a, b) => usefulness[a.remedy.applies] - usefulness[b.remedy.applies] || a.index - b.index)
    .map(({ remedy }) => remedy);
}
