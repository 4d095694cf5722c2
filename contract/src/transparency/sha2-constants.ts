// FIPS 180-4 defines its constants as the leading fractional bits of square and cube roots of the first primes.
// Deriving them leaves no table to mistype; the vectors in the tests would notice any slip here.

function firstPrimes(count: number): bigint[] {
  const primes: bigint[] = []
  for (let n = 2n; primes.length < count; n++) if (primes.every((p) => n % p !== 0n)) primes.push(n)
  return primes
}

/** Largest r with r^degree <= value. */
function integerRoot(value: bigint, degree: bigint): bigint {
  let low = 0n
  let high = 1n << 80n
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    if (middle ** degree <= value) low = middle
    else high = middle
  }
  return low
}

/** The first 64 bits of the fraction of the degree-th root. */
function fraction64(prime: bigint, degree: bigint): bigint {
  return BigInt.asUintN(64, integerRoot(prime << (64n * degree), degree))
}

/** Start state of SHA-512 (section 5.3.5); its upper halves are the start state of SHA-256 (5.3.3). */
export const SQUARE_ROOTS: readonly bigint[] = firstPrimes(8).map((p) => fraction64(p, 2n))

/** Round constants of SHA-512 (section 4.2.3); the upper halves of the first 64 are those of SHA-256 (4.2.2). */
export const CUBE_ROOTS: readonly bigint[] = firstPrimes(80).map((p) => fraction64(p, 3n))
