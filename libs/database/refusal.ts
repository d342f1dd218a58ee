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
  | 'fallback_cycle'
  | 'fallback_not_above'
  | 'fallback_other_audience'
  | 'target_has_no_secret'
  | 'operation_not_found'
  | 'not_an_edge_agent'
  | 'agent_silent'
  | 'file_not_found'
  | 'report_too_large'
  | 'incident_not_found'
  | 'link_not_found'
  | 'zalo_link_not_found'
  | 'too_many_link_codes'
  | 'sticker_not_found'
  | 'sticker_replaced'
  | 'sticker_unknown'
  | 'sticker_void'
  | 'sticker_free'
  | 'sticker_not_bound'
  | 'sticker_bound_elsewhere'
  | 'sticker_misread'
  | 'sticker_roll_not_found'
  | 'place_near'
  | 'village_page_not_found'
  | 'village_page_not_for_kind'
  | 'contribution_not_found'
  | 'repair_not_found'
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
  | 'unit_has_ended'
  | 'claim_code_not_found'
  | 'claim_other_hardware'
  | 'light_profile_not_found'
  | 'bulk_change_not_found'
  | 'bulk_change_is_over'
  | 'second_person_needed'
  | 'nothing_to_change'
  | 'too_many_devices'
  | 'parts_not_exact'
  | 'site_code_taken'
  | 'device_code_taken'
  | 'registration_taken'
  | 'photo_not_found'
  | 'thumbnail_not_found'
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
  | 'device_in_maintenance'
  | 'acceptance_test_running'
  | 'acceptance_test_not_found'
  | 'acceptance_test_not_passed'
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
