/** How sure a finding is, the surest first. */
export const confidences = ['confirmed', 'likely', 'possible'] as const;
