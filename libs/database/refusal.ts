/** Why a store did not do what a person asked. apps/api turns each into the answer of the same name. */
export type RefusalCode =
  | 'forbidden'
  | 'unit_not_found'
  | 'site_not_found'
  | 'device_not_found'
  | 'user_not_found'
  | 'grant_not_found'
  | 'api_key_not_found'
  | 'target_not_found'
  | 'operation_not_found'
  | 'file_not_found'
  | 'report_too_large'
  | 'incident_not_found'
  | 'link_not_found'
  | 'sticker_not_found'
  | 'sticker_replaced'
  | 'village_page_not_found'
  | 'village_page_not_for_kind'
  | 'contribution_not_found'
  | 'public_report_not_found'
  | 'public_report_is_closed'
  | 'not_reportable_here'
  | 'reported_often_today'
  | 'maintenance_not_found'
  | 'maintenance_is_over'
  | 'nobody_to_tell'
  | 'drill_too_soon'
  | 'unit_code_taken'
  | 'unit_cycle'
  | 'site_code_taken'
  | 'device_code_taken'
  | 'serial_taken'
  | 'mac_taken'
  | 'uplink_cycle'
  | 'email_taken'
  | 'grant_exists'
  | 'grant_too_wide'
  | 'last_administrator'
  | 'device_has_history'
  | 'device_decommissioned'
  | 'device_has_no_secret'
  | 'device_takes_no_commands'
  | 'command_not_for_kind'
  | 'command_not_found'
  | 'command_is_over'
  | 'interval_too_long'
  | 'too_many_commands'
  | 'stale_version'
  | 'invalid_cursor';

/** Thrown, not returned, because it has to undo the transaction it happens in. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: RefusalCode, details?: Readonly<Record<string, unknown>>, options?: ErrorOptions) {
    super(code, options);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

export const orRefuse = <Row>(row: Row | undefined | null, code: RefusalCode): Row => {
  if (row === undefined || row === null) throw new Refusal(code);
  return row;
};
