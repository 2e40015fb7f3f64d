/** A number of things with separators, such as `1,204`. */
export const formatCount = (value: number): string => value.toLocaleString('en');
