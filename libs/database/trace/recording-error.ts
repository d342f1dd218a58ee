/** Why a span could not be recorded, told in full by the message: to be printed alone. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
}
