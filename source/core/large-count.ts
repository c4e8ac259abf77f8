/**
A count that may pass 2^31 is `large_count` before it is `no_count`: V8 then keeps it as a double from the beginning. A
field that has only had smaller integers is a small integer to V8. Its first larger value gives the object another
shape, and what was compiled for the old one is compiled again: the third GiB of an echo took a tenth more processor
time.
*/
export const large_count = 2 ** 31;
export const no_count = 0;
