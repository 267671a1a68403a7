/** Lines that the log of a CI job would obey: GitHub's at the beginning of a line, older ones and those of others anywhere. */
const names =
  'error|warning|notice|debug|group|endgroup|echo|add-mask|add-matcher|remove-matcher|add-path|set-env|set-output|save-state|stop-commands';
const atStart = new RegExp(`^([ \\t]*):(?=:(?:${names})\\b)`, 'gm');
// ##[error]text  ##vso[task.setvariable ...]  ##teamcity[buildStatus ...]
const anywhere = /##(?=(?:vso|teamcity)?\[)/g;
/** Told without a pattern, which would have to be compiled for each run. */
const openings = ['##[', '##vso[', '##teamcity['];

/** Writes out the first character of what a CI log would obey; text wrapped to lines may begin one with it. */
export function withoutLogCommands(text: string): string {
  const begun = text.includes('::') ? text.replace(atStart, '$1\\x3a') : text;
  return openings.some((one) => begun.includes(one)) ? begun.replace(anywhere, '#\\x23') : begun;
}
