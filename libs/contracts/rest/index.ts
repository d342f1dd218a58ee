/**
 * The REST API under /api/v1 and the live feed: what people send (checked classes), what they get, every refusal.
 * Instants are ISO 8601 in UTC (`2026-11-21T12:00:00.000Z`), days `YYYY-MM-DD`. Knows no row and no session.
 */
export * from './acceptance.dto.ts';
export * from './acknowledge-link.dto.ts';
export * from './api-key.dto.ts';
export * from './audit.dto.ts';
export * from './bulk-change.dto.ts';
export * from './canary.dto.ts';
export * from './channel.dto.ts';
export * from './claim.dto.ts';
export * from './command.dto.ts';
export * from './device.dto.ts';
export * from './device-view.dto.ts';
export * from './drill.dto.ts';
export * from './duty.dto.ts';
export * from './error-catalogue.ts';
export * from './explain.dto.ts';
export * from './field-problem.ts';
export * from './history.dto.ts';
export * from './import.dto.ts';
export * from './incident.dto.ts';
export * from './light-profiles.dto.ts';
export * from './lights.dto.ts';
export * from './live.ts';
export * from './maintenance.dto.ts';
export * from './map.dto.ts';
export * from './notice.dto.ts';
export * from './notification.dto.ts';
export * from './operation.dto.ts';
export * from './overview.dto.ts';
export * from './page.dto.ts';
export * from './policy.dto.ts';
export * from './push.dto.ts';
export * from './repair.dto.ts';
export * from './report.dto.ts';
export * from './residents.dto.ts';
export * from './security.dto.ts';
export * from './session.dto.ts';
export * from './site.dto.ts';
export * from './sticker.dto.ts';
export * from './target.dto.ts';
export * from './territory.dto.ts';
export * from './thumbnail.dto.ts';
export * from './unit.dto.ts';
export * from './user.dto.ts';
export * from './zalo.dto.ts';
