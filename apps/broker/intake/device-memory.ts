const WINDOW = 32;

/**
 * What the door remembers of one device to decide what to propose. Advisory: it is lost with the process, and then the
 * rows answer a few questions more.
 */
export class DeviceMemory {
  private bootId: string | null = null;
  private highestSeq = -1;
  /** Bit n: `highestSeq - n` was heard. */
  private heard = 0;
  /** The last message was refused. */
  refusing = false;

  /** One message with a counter. A repeated one is a duplicate if the first is among the last 32 of this boot. */
  counted(bootId: string, seq: number): { readonly bootChanged: boolean; readonly duplicate: boolean } {
    const bootChanged = this.booted(bootId);
    const ahead = seq - this.highestSeq;
    if (bootChanged || ahead > 0 || ahead <= -WINDOW) {
      this.heard = bootChanged || ahead >= WINDOW || ahead <= 0 ? 1 : ((this.heard << ahead) | 1) >>> 0;
      this.highestSeq = seq;
      return { bootChanged, duplicate: false };
    }
    const bit = 1 << -ahead;
    const duplicate = (this.heard & bit) !== 0;
    this.heard = (this.heard | bit) >>> 0;
    return { bootChanged, duplicate };
  }

  /** A message that names its boot. True when it is not the boot heard last. */
  booted(bootId: string): boolean {
    if (this.bootId === bootId) return false;
    this.bootId = bootId;
    return true;
  }
}
