export interface ConfigProof {
  /** The first screen stands. */
  painted(): void;
  /** The version that is on trial has said that it works. */
  works(): void;
}

/**
 * When a changed configuration counts: its first screen has come, and the version that came to it stays. One on trial may be left again, for
 * its devices or its journal, and the version before has never tried this configuration; with it the earlier one comes back.
 * @param prove may be called once more
 */
export function createConfigProof(isOnTrial: () => boolean, prove: () => void): ConfigProof {
  let hasPainted = false;
  const look = (): void => {
    if (hasPainted && !isOnTrial()) prove();
  };
  return {
    painted() {
      hasPainted = true;
      look();
    },
    works: look,
  };
}
