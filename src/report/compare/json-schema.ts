import { z } from 'zod';
import { stages } from '../../kernel/stages.ts';

/**
 * The shape of the JSON comparison, for `dist/diff-schema.json` and for tests. A test proves that it and the types of
 * `compare/comparison.ts` are the same.
 */

const percent = z.number().min(0).max(100);
const stage = z.enum(stages).describe('where on the receive path the cost lies');
const found = z
  .enum(['culprit', 'yes', 'no', 'unknown'])
  .describe('`no`: judged and not there; `unknown`: the input cannot show it');
const confidence = z.enum(['confirmed', 'likely', 'possible']);
const side = z.enum(['reader', 'producer', 'any']);
const outcome = z.enum(['better', 'worse', 'mixed', 'same', 'inconclusive', 'refused']);

const population = z.object({
  of: z.string().describe('whose samples shares are of'),
  file: z.string(),
  event: z.string().optional(),
  samples: z.number().optional().describe('absent when not known; the noise is then that of 1,000'),
});

const findingAt = z.object({
  found,
  confidence: confidence.optional(),
  share: percent.optional().describe('by the measure that both inputs allow'),
  of: z.string().optional(),
  samples: z.number().optional(),
});

const shareChange = <Name extends z.ZodType>(name: Name) =>
  z.object({
    name,
    before: percent,
    after: percent,
    beforeBelow: z.literal(true).optional().describe('not listed before: `before` is the smallest share that is'),
    afterBelow: z.literal(true).optional(),
    noise: z.number().describe('points of percent that chance alone can make'),
    beyondNoise: z.boolean().describe('false also when rows that are not listed may hold the difference'),
  });

const finding = z.object({
  id: z.string(),
  title: z.string(),
  stage,
  state: z.enum(['resolved', 'improved', 'same', 'worse', 'new', 'moved', 'inconclusive', 'refused']),
  circumstance: z.literal(true).optional().describe('surrounds what is measured, never makes a step better or worse'),
  before: findingAt,
  after: findingAt,
  difference: z.number().optional().describe('after less before, in points of percent'),
  noise: z.number().optional().describe('points of percent that chance alone can make'),
  expected: z.number().optional().describe("share after if nothing but the step's main change had happened"),
  movedFrom: z.string().optional(),
  movedTo: z.string().optional(),
  why: z.string(),
});

const step = z.object({
  from: z.string(),
  to: z.string(),
  outcome,
  summary: z.string(),
  refused: z.array(z.string()).describe('why nothing of this step is compared'),
  populations: z.array(
    z.object({
      side,
      before: population,
      after: population,
      refused: z.array(z.string()).describe('why their shares are not compared'),
      assumed: z.array(z.string()).describe('taken for granted, because the text does not say'),
    }),
  ),
  findings: z.array(finding).describe('what changed for the worse first'),
  stages: z.array(z.object({ side, of: z.string(), changes: z.array(shareChange(stage)) })),
  symbols: z.array(
    z.object({
      side,
      of: z.string(),
      rose: z.array(shareChange(z.string())),
      fell: z.array(shareChange(z.string())),
      more: z.int().min(0).describe('changes beyond noise that are not listed'),
    }),
  ),
  facts: z.array(z.object({ name: z.string(), before: z.string(), after: z.string() })),
});

export const comparisonSchema = z.object({
  schemaVersion: z.literal(1),
  outcome: outcome.describe('the worst of all steps; `refused` only when all are'),
  summary: z.string(),
  inputs: z.array(
    z.object({
      name: z.string(),
      files: z.array(z.string()),
      outcome: z.enum(['culprit', 'no-single-culprit', 'inconclusive', 'not-udp-receive']),
      culprit: z.string().optional(),
      kernel: z.string().optional(),
    }),
  ),
  history: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      cells: z
        .array(
          z.object({
            found,
            confidence: confidence.optional(),
            share: percent.optional(),
            of: z.string().optional(),
          }),
        )
        .describe('one for each input'),
    }),
  ),
  steps: z.array(step).describe('each input against the one before it'),
});

/** JSON Schema (2020-12). Later versions may add fields, so it does not forbid those it does not know. */
export function jsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(comparisonSchema, { io: 'input' });
  return { $schema, title: 'perfwhy comparison', ...schema };
}
