/** What is accepted in a field of each kind, said beside it. */
export const EXAMPLES = {
  number: "For example 1/3, 0.333, 0,333, 33.3 %, 2^-3 or sqrt(2)/2.",
  vector: "For example (1, 2, 3), or 1; 2; 3 with decimal commas.",
  matrix: "Row by row, for example [1, 2], [3, 4], or 1, 2; 3, 4.",
  truth: "True or false.",
};
