import type { Evidences } from '../engine/clauses/checked.ts';
import type { Diagnosis } from '../engine/diagnosis.ts';
import { knowKernel } from '../engine/know-kernel.ts';
import { viewsOf } from '../engine/view/view.ts';
import type { Case } from '../model/case.ts';
import type { Profile } from '../model/profile.ts';

/** One of the things to compare: a case, what it was diagnosed as, and how its column is called. */
export interface Subject {
  readonly name: string;
  readonly case: Case;
  readonly diagnosis: Diagnosis;
}

/** A subject with what its rules are judged on. */
export interface Prepared extends Subject {
  readonly evidences: Evidences;
}

export function prepare(subject: Subject): Prepared {
  const { captures } = subject.case;
  const profiles = captures.filter((capture): capture is Profile => capture.kind === 'profile');
  const given = subject.diagnosis.facts.find(({ name, how }) => name === 'kernel' && how === 'flag');
  return {
    ...subject,
    evidences: {
      views: profiles.flatMap(viewsOf),
      cacheLines: captures.filter((capture) => capture.kind === 'cache-lines'),
      counters: captures.filter((capture) => capture.kind === 'counters'),
      kernel: knowKernel(subject.case.facts, profiles, given?.value).kernel,
    },
  };
}
