import { z } from 'zod';

/**
 * The part of the SARIF 2.1.0 schema (OASIS, sarif-schema-2.1.0.json) that the report uses, as strict: names, types,
 * enumerations, and what GitHub asks for beyond it (a location for every result, at most 25 tags, rank and text not empty).
 */
const message = z.strictObject({ text: z.string().min(1), markdown: z.string().optional() });
// uri-reference: what the format check of the schema accepts
const uri = z.string().regex(/^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*$/);
const physicalLocation = z.strictObject({
  artifactLocation: z.strictObject({ uri }),
  region: z.strictObject({ startLine: z.int().min(1) }),
});
const location = z.strictObject({ id: z.int().min(-1).optional(), message: message.optional(), physicalLocation });
const level = z.enum(['none', 'note', 'warning', 'error']);
const properties = z.looseObject({ tags: z.array(z.string()).max(25).optional() });

const result = z.strictObject({
  ruleId: z.string(),
  ruleIndex: z.int().min(-1),
  level,
  message,
  locations: z.array(location).min(1),
  relatedLocations: z.array(location),
  partialFingerprints: z.record(z.string(), z.string()),
  baselineState: z.enum(['new', 'unchanged', 'updated', 'absent']).optional(),
  suppressions: z.array(
    z.strictObject({
      kind: z.enum(['inSource', 'external']),
      status: z.enum(['accepted', 'underReview', 'rejected']),
      justification: z.string(),
    }),
  ),
  rank: z.number().min(-1).max(100),
  properties,
});

const rule = z.strictObject({
  id: z.string(),
  shortDescription: message,
  fullDescription: message,
  help: message,
  properties,
});

export const sarifSchema = z
  .strictObject({
    $schema: z.string(),
    version: z.literal('2.1.0'),
    runs: z.array(
      z.strictObject({
        tool: z.strictObject({ driver: z.strictObject({ name: z.string(), rules: z.array(rule) }) }),
        invocations: z.array(
          z.strictObject({
            executionSuccessful: z.boolean(),
            toolExecutionNotifications: z.array(
              z.strictObject({ level, message, locations: z.array(location).optional() }),
            ),
          }),
        ),
        results: z.array(result),
        properties,
      }),
    ),
  })
  .superRefine(({ runs }, context) => {
    for (const { tool, results } of runs) {
      const ids = tool.driver.rules.map(({ id }) => id);
      if (new Set(ids).size < ids.length) context.addIssue({ code: 'custom', message: 'rules are not unique' });
      for (const { ruleId, ruleIndex, baselineState } of results) {
        if (ids[ruleIndex] !== ruleId)
          context.addIssue({ code: 'custom', message: `${ruleId} is not at ${ruleIndex}` });
        // 3.27.24: when one result has a baselineState, all must have one.
        if ((baselineState === undefined) !== (results[0]!.baselineState === undefined)) {
          context.addIssue({ code: 'custom', message: 'some results have a baselineState' });
        }
      }
    }
  });
