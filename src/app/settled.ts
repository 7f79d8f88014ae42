/** The value of a settled promise, or its rejection thrown: for results that are looked at in an order of their own. */
export function unwrap<Value>(result: PromiseSettledResult<Value>): Value {
  if (result.status === 'fulfilled') return result.value;
  throw result.reason;
}
