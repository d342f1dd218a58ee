/** Cameras are polled in blocks: block = device_no % POLL_BLOCKS. */
export const POLL_BLOCKS = 64;
