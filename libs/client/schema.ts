// Written by `npm run openapi` from the API itself; do not edit.
export interface paths {
    "/api/v1/system/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the operator has to know: a full disk, an old backup, a channel that needs a person. */
        get: operations["Notices_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/canary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the check from end to end does, day by day. */
        get: operations["Canary_get"];
        /** Chooses whom the check from end to end tells. */
        put: operations["Canary_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Signs in; the refresh token comes in the answer and as an HttpOnly cookie. */
        post: operations["Session_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new access token for a refresh token, which works once. */
        post: operations["Session_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the session everywhere. */
        post: operations["Session_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is calling, and what he may do where. */
        get: operations["Me_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes the own name or language. */
        patch: operations["Me_change"];
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes the own password. */
        post: operations["Me_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proposals that wait, to whoever sees all of their devices; newest first. */
        get: operations["BulkChanges_list"];
        put?: never;
        /** Changes nothing yet: the answer says which devices it would be. It waits a day. */
        post: operations["BulkChanges_propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was proposed, to whoever sees all of its devices. */
        get: operations["BulkChanges_get"];
        put?: never;
        post?: never;
        /** Takes one's own proposal back. */
        delete: operations["BulkChanges_withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-changes/{id}/carry-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does it, to exactly the devices that were shown; above 50 a second person has to. */
        post: operations["BulkChanges_carryOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Several units become one; devices, people's rights, targets and open incidents go along. */
        post: operations["Territory_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One unit becomes several; each thing goes to exactly one of them, people's rights to all. */
        post: operations["Territory_split"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/succession": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** From which units this one took over, and which took over from it. */
        get: operations["Territory_of"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Units of the caller's territory. */
        get: operations["Units_list"];
        put?: never;
        /** Makes a unit below another one. */
        post: operations["Units_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One unit. */
        get: operations["Units_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Renames a unit, or changes its code and dates; the former name stays searchable. */
        patch: operations["Units_update"];
        trace?: never;
    };
    "/api/v1/units/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves the unit and everything below it; access and alerts follow at once. */
        post: operations["Units_move"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/parents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every unit this one ever belonged to, newest first. */
        get: operations["Units_parents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whom to call about its devices. */
        get: operations["Units_contacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A former or other name by which people search. */
        post: operations["Units_alias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What holds for a unit, what it says itself and what it inherits. */
        get: operations["Policy_get"];
        /** Replaces what the unit says itself; what is left out is inherited. */
        put: operations["Policy_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The weekly rota of a unit, and who is on duty now. */
        get: operations["Duty_get"];
        /** Replaces the unit's weekly shifts and overrides. */
        put: operations["Duty_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Poles and walls, by code. */
        get: operations["Sites_list"];
        put?: never;
        /** Makes a place without a device. */
        post: operations["Sites_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One place. */
        get: operations["Sites_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes a place; whatever hangs there moves along. */
        patch: operations["Sites_update"];
        trace?: never;
    };
    "/api/v1/sites/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to the devices here, newest first. */
        get: operations["Sites_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The photo of a place. */
        get: operations["SitePhoto_get"];
        /** Keeps a photo of a place, in the place of an older one: JPEG or WebP; where, when and by what it was taken is cut out. */
        put: operations["SitePhoto_put"];
        post?: never;
        /** Takes the photo of a place away. */
        delete: operations["SitePhoto_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/thumbnail-leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a unit allows blurred thumbnails, and who decided it. */
        get: operations["Thumbnail_leave"];
        /** Allows or refuses blurred thumbnails for a unit and those below that say nothing; refusing deletes them at once. */
        put: operations["Thumbnail_decide"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/thumbnails": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The blurred thumbnails of a camera that are kept now, and until when. */
        get: operations["Thumbnail_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/thumbnails/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The blurred thumbnail kept with one fault. */
        get: operations["Thumbnail_picture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/discovery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks for cameras in the poller's own network, or in that of an edge agent. */
        post: operations["Operations_discover_0"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/discoveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks for cameras in the poller's own network, or in that of an edge agent. */
        post: operations["Operations_discover_1"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/identify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks one camera who it is and whether the password works; one login at most. */
        post: operations["Operations_identify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far long work is, and its result; seen by those who may ask for work of its kind. */
        get: operations["Operations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports a list of devices (CSV or XLSX, columns in any order): `GET /operations/{id}` tells how far it is. */
        post: operations["Import_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/import-template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An empty table with its headings, and what belongs into each column. */
        get: operations["Import_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of each row (or, of a dry run, would become of it); for the one who sent the list, for a day. */
        get: operations["Import_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/imports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The list as it was sent, errors marked; new MQTT devices with their passwords. For the one who sent it, for a day. */
        get: operations["Import_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices as a table that an import reads back without a change; passwords are never in it. */
        get: operations["Export_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lights/profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Profiles of the caller's units, below and above them. */
        get: operations["LightProfiles_list"];
        put?: never;
        /** Writes one down: what is left out is as such lamps usually are. */
        post: operations["LightProfiles_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lights/profiles/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One profile. */
        get: operations["LightProfiles_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes what is given, at once for all lights that have it. */
        patch: operations["LightProfiles_update"];
        trace?: never;
    };
    "/api/v1/lights/profiles/{id}/lights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives it to lights, in place of the one they had; to all of a unit only where they had none. */
        post: operations["LightProfiles_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lights/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which batteries to replace and which panels to wipe first, the most worn first. */
        get: operations["LightProfiles_worn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lights/dark-tonight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lamps that will be dark before morning: ready three hours before sunset, corrected at sunset. */
        get: operations["Lights_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lights/dark-tonight/score": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How good the list was: every morning it is held against what happened. */
        get: operations["Lights_score"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices, by any filter; a search needs no diacritics. */
        get: operations["Devices_list"];
        put?: never;
        /** Registers a device; the MQTT password is shown here only. */
        post: operations["Devices_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One device with all that is known of it. */
        get: operations["Devices_get"];
        put?: never;
        post?: never;
        /** Only for a mistake: a device with a history is decommissioned instead. */
        delete: operations["Devices_remove"];
        options?: never;
        head?: never;
        /** Changes what is given and leaves the rest. */
        patch: operations["Devices_update"];
        trace?: never;
    };
    "/api/v1/devices/{id}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How it is, since when, and why we say so. */
        get: operations["Devices_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new MQTT password; the old one stops working at once. */
        post: operations["Devices_secret"];
        /** Nothing opens the door until there is a new password: for a device that was stolen. */
        delete: operations["Devices_revokeSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/hardware": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every thing that hung there, newest first. */
        get: operations["Devices_hardware"];
        put?: never;
        /** Another thing takes the place of the one that hangs there: device, place, history, label, gifts and group stay. */
        post: operations["Devices_replaceHardware"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/decommission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Out of service for good; the history stays. */
        post: operations["Devices_decommission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/claim-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a claim code waits, was used, or is over; the code itself is not shown again. */
        get: operations["Claims_get"];
        put?: never;
        /** A code to type into the device, which fetches its password with it; shown here only, works once, for a day. */
        post: operations["Claims_make"];
        /** The code is worth nothing from now on. */
        delete: operations["Claims_withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** For devices: a claim code becomes a password of the device's own. The old password stops working. */
        post: operations["Claims_claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/snippets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lines to paste on the device or beside it, with its id and our address filled in. Never with a password. */
        get: operations["Claims_snippets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a device was told to do, newest first. */
        get: operations["Commands_list"];
        put?: never;
        /** Waits until the device is connected, at most until it expires. */
        post: operations["Commands_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/commands/{commandId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One command. */
        get: operations["Commands_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/commands/{commandId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What was handed over already may have been done; it is not handed over again. */
        post: operations["Commands_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/acceptance-tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tests of a device, newest first. */
        get: operations["Acceptance_list"];
        put?: never;
        /** Begins a test: asks the camera or the lamp, and sends those responsible a test message. */
        post: operations["Acceptance_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/acceptance-tests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A test as it stands; ask again every few seconds while it runs. */
        get: operations["Acceptance_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/acceptance-tests/{id}/signing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Writes down who was there; what was written before is replaced. */
        post: operations["Acceptance_sign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/acceptance-tests/{id}/certificate.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The certificate (biên bản nghiệm thu) of a test that was passed, in Vietnamese. */
        get: operations["Acceptance_certificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/telemetry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a device measured: every reading, or hours of it. */
        get: operations["History_readings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long a device was up and down, and whose fault it was, to the millisecond. */
        get: operations["History_device"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/availability/days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same for each of the last local days of the place where it stands. */
        get: operations["History_days"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/availability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same, summed over the devices of a unit and of all units below it. */
        get: operations["History_unit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/units/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The month of a unit and all below it: what worked, what failed and why, who went, the worst places. */
        get: operations["Reports_monthly"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/units/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for a programme's criteria. */
        get: operations["Reports_evidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The sets of criteria there are. */
        get: operations["Reports_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/packs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One report for each village of the unit, and its totals: `GET /operations/{id}` tells how far it is. */
        post: operations["Reports_pack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/packs/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The finished pack as a ZIP archive; kept for a day. */
        get: operations["Reports_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People of the caller's territory. */
        get: operations["Users_list"];
        put?: never;
        /** Without a password one is made up and shown here only. */
        post: operations["Users_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person. */
        get: operations["Users_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changes, disables or gives a new password to a person. */
        patch: operations["Users_update"];
        trace?: never;
    };
    "/api/v1/users/{id}/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a role at a unit and everything below it. */
        post: operations["Users_grant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/grants/{grantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a role away. */
        delete: operations["Users_endGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys for programs, newest first. */
        get: operations["ApiKeys_list"];
        put?: never;
        /** The key is shown here only. */
        post: operations["ApiKeys_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends a key at once. */
        delete: operations["ApiKeys_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/zalo-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The code is shown here only, works once and for 15 minutes. */
        post: operations["ZaloLinks_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/zalo-links/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a Zalo code was used. */
        get: operations["ZaloLinks_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/zalo-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looked at by `GET /operations/{id}`; its result is a `ZaloGroupResult`. */
        post: operations["ZaloLinks_makeGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/zalo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which ways are open, and which step is missing. */
        get: operations["ZaloAccount_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/zalo/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** From now on one consent is taken at `/zalo/consent`, for 15 minutes. */
        post: operations["ZaloAccount_awaitConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/zalo/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** A first pair, from the console's API Explorer. It is sealed and never shown again. */
        put: operations["ZaloAccount_bring"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages, contacts and accounts of the caller's territory; what it costs is the whole installation's. */
        get: operations["Channels_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is told, and over which channel. */
        get: operations["Targets_list"];
        put?: never;
        /** A webhook's signing secret is shown here only. */
        post: operations["Targets_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One target. */
        get: operations["Targets_get"];
        put?: never;
        post?: never;
        /** Its address is erased; what it was told stays on record. */
        delete: operations["Targets_remove"];
        options?: never;
        head?: never;
        /** Changes a target; a new address is proven anew. */
        patch: operations["Targets_update"];
        trace?: never;
    };
    "/api/v1/targets/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new signing secret for a webhook, shown here only; the old one signs beside it for a day. */
        post: operations["Targets_rotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a test message the way every message goes. */
        post: operations["Targets_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push-subscriptions/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a browser subscribes with. */
        get: operations["PushSubscriptions_publicKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push-subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The caller is told in this browser from now on. The same device again changes its one target. */
        post: operations["PushSubscriptions_subscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/push-subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** One's own browsers only. */
        delete: operations["PushSubscriptions_unsubscribe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much is down where and since when, what nobody has taken, what explains many, and how it was for 14 days. */
        get: operations["Overview_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Incidents, newest first. */
        get: operations["Incidents_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** With its story: what was decided, who was told, who was not, and why. */
        get: operations["Incidents_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** "I am going to check": the first word counts until it expires; who has it may prolong it, others take it over. */
        post: operations["Incidents_acknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may go there: people of the caller's own territory whose role lets them act on it. */
        get: operations["Incidents_people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** "You go, please": the same as if that person had said so, with whoever says it in the story. */
        post: operations["Incidents_assign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closed by hand. */
        post: operations["Incidents_resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/comment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds a note to the story of an incident. */
        post: operations["Incidents_comment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why an incident is as it is, who was told and who was not. */
        get: operations["Explain_incident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/devices/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a device is as it is. */
        get: operations["Explain_device"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/targets/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a target was told, or not. */
        get: operations["Explain_target"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ack/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes nothing: chat programs open links by themselves. */
        get: operations["AcknowledgeLink_show"];
        put?: never;
        /** Takes an incident by the link in a message, without login. */
        post: operations["AcknowledgeLink_acknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages with their states and attempts, newest first. */
        get: operations["Notifications_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Planned work and power outages. */
        get: operations["Maintenance_list"];
        put?: never;
        /** Plans work or a power outage. */
        post: operations["Maintenance_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A list of planned power outages; lines that cannot be read come back with what is wrong, the others are made. */
        post: operations["Maintenance_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/maintenance/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One planned window. */
        get: operations["Maintenance_get"];
        put?: never;
        post?: never;
        /** Ends it now. It stays on record. */
        delete: operations["Maintenance_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/drills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Drills of a unit, newest first, and whom messages do not reach. */
        get: operations["Drills_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/drill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A drill as soon as nothing speaks against it: an open incident of the unit, or quiet hours. */
        post: operations["Drills_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drill-ack/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes nothing: chat programs open links by themselves. */
        get: operations["DrillLink_show"];
        put?: never;
        /** Answers a drill by the link in its message. */
        post: operations["DrillLink_acknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/map/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** GeoJSON: one point a site, with the health of its worst device. */
        get: operations["Map_sites"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/map/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts of what the same filter shows in the list; sites and incidents are those of the unit. */
        get: operations["Map_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/map/extent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where and what the tiles of this filter draw, as they are now: for the frame and the legend of a map. */
        get: operations["Map_extent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/map/boundaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** GeoJSON: the imported boundaries of units, larger units first; 200,000 points at most. */
        get: operations["Map_boundaries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/map/power-cuts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** GeoJSON: where the power is out now, as the engine found it. */
        get: operations["Map_powerCuts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/map/uplinks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** GeoJSON: lines from devices to the device through which they reach the network; 2,000 at most. */
        get: operations["Map_uplinks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/map/base": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What lies under the map. */
        get: operations["Map_base"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tiles/devices/{z}/{x}/{y}.pbf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Layer `devices`: clusters with counts by state, and from zoom 16 on every site with its devices. */
        get: operations["Tiles_devices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/boundaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Many at once, all or none: at most 4 MiB. */
        post: operations["Boundaries_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/boundary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Draws the boundary of a unit. */
        put: operations["Boundaries_put"];
        post?: never;
        /** Takes the boundary of a unit away. */
        delete: operations["Boundaries_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first. */
        get: operations["Audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/security-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who was refused where, newest first. */
        get: operations["SecurityLog_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}/sticker": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The label of a place: its address and its code to be scanned. */
        get: operations["Stickers_get"];
        put?: never;
        /** A new label; the old one leads nowhere from now on, and says so. */
        post: operations["Stickers_renew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}/sticker.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The code alone, as an image. */
        get: operations["Stickers_image"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/stickers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The labels of all places of a unit. */
        get: operations["UnitStickers_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/stickers.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The labels on A4 pages, eight each, to print and cut; of at most a thousand places. */
        get: operations["UnitStickers_sheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/sticker-rolls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rolls of a unit and everything below it, newest first. */
        get: operations["StickerRolls_list"];
        put?: never;
        /** Makes new stickers; send an `Idempotency-Key`, so that no second roll comes of a lost answer. */
        post: operations["StickerRolls_print"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sticker-rolls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One roll. */
        get: operations["StickerRolls_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sticker-rolls/{id}/stickers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stickers of a roll, in the order they were printed in. */
        get: operations["StickerRolls_stickers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sticker-rolls/{id}/sheet.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stickers on A4 pages, eight each, to print and cut; those that are lost or replaced are left out. */
        get: operations["StickerRolls_sheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stickers/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a sticker leads to: the place and what hangs there, or nothing yet. */
        get: operations["PrintedStickers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stickers/{code}/binding": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sticks it to a place that exists; the label that hung there before leads nowhere any more. */
        post: operations["PrintedStickers_bind"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stickers/{code}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It was lost or damaged: nobody can stick it any more, and scanning it leads nowhere. */
        post: operations["PrintedStickers_void"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}/contributions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Newest first. */
        get: operations["Contributions_list"];
        put?: never;
        /** Notes a gift for a place. */
        post: operations["Contributions_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}/contributions/{contributionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a gift that was noted by mistake. */
        delete: operations["Contributions_remove"];
        options?: never;
        head?: never;
        /** Corrects a gift. */
        patch: operations["Contributions_change"];
        trace?: never;
    };
    "/api/v1/units/{id}/contributions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was given in a unit, in sums. */
        get: operations["ContributionSums_totals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}/repairs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Newest first. */
        get: operations["Repairs_list"];
        put?: never;
        /** Notes a repair at a place. */
        post: operations["Repairs_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{id}/repairs/{repairId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes a repair that was noted by mistake. */
        delete: operations["Repairs_remove"];
        options?: never;
        head?: never;
        /** Corrects a repair. */
        patch: operations["Repairs_change"];
        trace?: never;
    };
    "/api/v1/public-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Newest first. */
        get: operations["PublicReports_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public-reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One report of a resident. */
        get: operations["PublicReports_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public-reports/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looked at or mended. What a device says of itself closes reports without anybody. */
        post: operations["PublicReports_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/units/{id}/village-page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page of a village, and whether it is open. */
        get: operations["VillagePage_get"];
        /** Opens or closes it, and replaces its links. */
        put: operations["VillagePage_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/sites/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a resident may know of a place, by the token on its label. */
        get: operations["PublicSite_site"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/sites/{token}/public-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says that something is wrong here. */
        post: operations["PublicSite_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/sites/{token}/public-reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own report, looked up again: whoever knows its id sent it. */
        get: operations["PublicSite_sent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/villages/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The page of a village. */
        get: operations["PublicSite_village"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        NoticeView: {
            code: string;
            /** @enum {string} */
            severity: "critical";
            /**
             * @description Always `self`: our own system.
             * @enum {string}
             */
            cause: "self";
            since: string;
            /** @description In the language of the caller. */
            message: string;
            details: {
                [key: string]: unknown;
            };
        };
        NoticeList: {
            items: components["schemas"]["NoticeView"][];
        };
        CanaryRunView: {
            /** @description Local day, `YYYY-MM-DD`. */
            day: string;
            /** @enum {string} */
            outcome: "failed" | "late" | "running" | "told";
            reason: string;
            /** @description What the channel said last, where it did not accept. */
            error: string | null;
            startedAt: string;
            /** @description From when on its silence was an outage. */
            deadlineAt: string;
            /** @description From the deadline. */
            secondsToIncident: number | null;
            /** @description From the deadline until a channel accepted the message. */
            secondsToMessage: number | null;
            /** @description From its first word until a channel accepted that it is back. */
            secondsToEnd: number | null;
        };
        CanaryView: {
            targetId: string | null;
            targetName: string | null;
            at: string;
            timeZone: string;
            /** @description The last month, newest first. */
            runs: components["schemas"]["CanaryRunView"][];
        };
        CanarySettings: {
            /**
             * Format: uuid
             * @description Who hears of it; null: off. A target of its own, that nobody has to act on.
             */
            targetId: string | null;
            /** @description Local time at which it falls silent, `HH:MM`; standard 05:00. */
            at?: string;
        };
        LoginRequest: {
            /** Format: email */
            email: string;
            password: string;
        };
        GrantView: {
            id: string;
            /** @enum {string} */
            role: "admin" | "group_member" | "installer" | "it_officer" | "unit_leader" | "viewer";
            unitId: string;
            unitName: string;
        };
        Me: {
            id: string;
            /** @enum {string} */
            kind: "api_key" | "user";
            email: string | null;
            name: string;
            /** @enum {string} */
            language: "en" | "vi";
            grants: components["schemas"]["GrantView"][];
        };
        Session: {
            /** @description For `Authorization: Bearer …`. */
            accessToken: string;
            /** @description Works once. Browsers get the same in an HttpOnly cookie and need not keep this one. */
            refreshToken: string;
            /** @description Seconds until the access token ends. */
            expiresIn: number;
            user: components["schemas"]["Me"];
        };
        RefreshRequest: {
            refreshToken?: string;
        };
        MeChanges: {
            name?: string;
            /** @enum {string} */
            language?: "en" | "vi";
        };
        PasswordChange: {
            currentPassword: string;
            newPassword: string;
        };
        DevicesQuery: {
            /**
             * Format: uuid
             * @description This unit and everything below it.
             */
            unitId?: string;
            /** Format: uuid */
            siteId?: string;
            /** @enum {string} */
            kind?: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
            /**
             * @description Decommissioned devices are listed only when asked for.
             * @enum {string}
             */
            health?: "decommissioned" | "maintenance" | "never_seen" | "offline" | "online" | "suspect";
            /** @description A fault code, or `any`. */
            fault?: string;
            /**
             * @description `new`: only devices whose trouble (silence, fault) began within the last 24 hours.
             * @enum {string}
             */
            trouble?: "new";
            /**
             * @description `differs`: only those that do not run the firmware or settings that somebody wants.
             * @enum {string}
             */
            software?: "differs";
            /** @description `west,south,east,north` in degrees. */
            bbox?: string;
            /**
             * @description `urgency`: worst first.
             * @enum {string}
             */
            sort?: "name" | "urgency";
            q?: string;
            /** @description Items a page. */
            limit?: number;
            /** @description `nextCursor` of the page before. */
            cursor?: string;
        };
        NewBulkChange: {
            /**
             * @description `move`: another unit answers for them. `decommission`: out of service for good, credentials erased.
             * @enum {string}
             */
            action: "decommission" | "move";
            /**
             * Format: uuid
             * @description Of a move.
             */
            toUnitId?: string;
            /** @description As in `GET /devices`; its paging means nothing here. */
            filter?: components["schemas"]["DevicesQuery"];
            /** @description Instead of the filter: these and no others. Those out of service are left out. */
            deviceIds?: string[];
        };
        BulkDevice: {
            id: string;
            code: string;
            name: string;
            /** @enum {string} */
            kind: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
            unitName: string;
        };
        BulkChange: {
            id: string;
            /** @enum {string} */
            action: "decommission" | "move";
            toUnitId: string | null;
            toUnitName: string | null;
            /** @description Devices. */
            count: number;
            openIncidents: number;
            /** @description More than 50 devices: another person than the one who proposed it carries it out. */
            needsSecond: boolean;
            /** @description Who proposed it; null: somebody who is gone. */
            proposedBy: string | null;
            /** @description Proposed by whoever asks: he may withdraw it. */
            isMine: boolean;
            /** @description The first 20 by name. */
            devices: components["schemas"]["BulkDevice"][];
            createdAt: string;
            /** @description Not to be carried out after that. */
            expiresAt: string;
            /** @description Null: waits. */
            doneAt: string | null;
        };
        SuccessorUnit: {
            /** Format: uuid */
            unitId?: string;
            name?: string;
            /** @description Its official code from that day on. */
            code?: string;
            /**
             * @description As the old one unless given.
             * @enum {string}
             */
            kind?: "commune" | "country" | "group" | "province" | "region" | "team" | "village";
        };
        UnitsMerge: {
            /** @description Those that end. */
            unitIds: string[];
            into: components["schemas"]["SuccessorUnit"];
            /** @description The first day of the new units, `YYYY-MM-DD`: today or past. */
            effectiveOn: string;
            /** @description True: nothing is changed, the answer says what would. */
            dryRun?: boolean;
        };
        CameAlong: {
            units: number;
            sites: number;
            devices: number;
            targets: number;
        };
        ChangedUnit: {
            /** @description Of a new unit in a dry run: an id that is not given out. */
            unitId: string;
            name: string;
            came: components["schemas"]["CameAlong"];
            /** @description In service, with all that lies below. */
            devices: number;
            openIncidents: number;
            /**
             * @description Who is told of troubles that no group below it is told of: a target here, one above, nobody.
             * @enum {string}
             */
            told: "above" | "here" | "nobody";
        };
        EndedUnit: {
            unitId: string;
            name: string;
        };
        CutFallback: {
            targetId: string;
            name: string;
            unitName: string;
            /** @description Who would have been told instead. */
            from: string;
            /** @description Who is told instead now: the next of the chain that is above; null: nobody. */
            to: string | null;
        };
        TerritoryChange: {
            dryRun: boolean;
            effectiveOn: string;
            parts: components["schemas"]["ChangedUnit"][];
            /** @description They stay for what is past, empty, with this day as `validTo`; their names find the successors. */
            ended: components["schemas"]["EndedUnit"][];
            /** @description Rights of people in the old units; each holds in every successor now. */
            grants: number;
            fallbacks: components["schemas"]["CutFallback"][];
        };
        SplitPart: {
            /** Format: uuid */
            unitId?: string;
            name?: string;
            /** @description Its official code from that day on. */
            code?: string;
            /**
             * @description As the old one unless given.
             * @enum {string}
             */
            kind?: "commune" | "country" | "group" | "province" | "region" | "team" | "village";
            units?: string[];
            sites?: string[];
            devices?: string[];
            targets?: string[];
            /** @description Gets whatever no part names, and what there is only once: keys, the residents' page. Otherwise the first part. */
            rest?: boolean;
        };
        UnitSplit: {
            parts: components["schemas"]["SplitPart"][];
            /** @description The first day of the new units, `YYYY-MM-DD`: today or past. */
            effectiveOn: string;
            /** @description True: nothing is changed, the answer says what would. */
            dryRun?: boolean;
        };
        SuccessionLine: {
            unitId: string;
            name: string;
            code: string | null;
            /** @enum {string} */
            kind: "merge" | "split";
            effectiveOn: string;
        };
        UnitSuccession: {
            before: components["schemas"]["SuccessionLine"][];
            after: components["schemas"]["SuccessionLine"][];
        };
        Unit: {
            id: string;
            /** @enum {string} */
            kind: "commune" | "country" | "group" | "province" | "region" | "team" | "village";
            name: string;
            parentId: string | null;
            code: string | null;
            validFrom: string | null;
            validTo: string | null;
            latitude: number | null;
            longitude: number | null;
            timeZone: string;
            /** @description Names of the units above, nearest first: "Thôn Tháp Thượng, Xã Song Phượng". Empty at the top. */
            path: string;
            childCount: number;
            aliases: string[];
            version: number;
            createdAt: string;
            updatedAt: string;
        };
        NewUnit: {
            /** @enum {string} */
            kind: "commune" | "country" | "group" | "province" | "region" | "team" | "village";
            name: string;
            /**
             * Format: uuid
             * @description Left out: directly below the caller's own unit.
             */
            parentId?: string;
            /** @description Official code; unique together with `validFrom`, because codes are given out again. */
            code?: string | null;
            validFrom?: string | null;
            validTo?: string | null;
            latitude?: number | null;
            longitude?: number | null;
        };
        UnitChanges: {
            /** @enum {string} */
            kind?: "commune" | "country" | "group" | "province" | "region" | "team" | "village";
            /** @description The former name stays as an alias and is still found. */
            name?: string;
            /** @description Official code; unique together with `validFrom`, because codes are given out again. */
            code?: string | null;
            validFrom?: string | null;
            validTo?: string | null;
            latitude?: number | null;
            longitude?: number | null;
        };
        UnitMove: {
            /** Format: uuid */
            parentId: string;
        };
        UnitParentView: {
            parentId: string | null;
            parentName: string | null;
            validFrom: string;
            validTo: string | null;
        };
        UnitContacts: {
            /** @description The nearest first. */
            items: Record<string, never>[];
        };
        NewAlias: {
            name: string;
            validFrom?: string;
            validTo?: string;
        };
        EscalationStep: {
            afterMinutes: number;
            /** Format: uuid */
            unitId: string;
        };
        QuietHours: {
            from: string;
            to: string;
        };
        MessageBudget: {
            /** @description Messages per target and hour; more than 11 are never sent. */
            perHour: number;
        };
        DrillTime: {
            /** @description 1–28; 0: no drill here, whatever the units above say. */
            day: number;
            at: string;
        };
        Policy: {
            /** @description How long to wait so that several outages become one message. */
            groupWaitSeconds?: number | null;
            /** @description What nobody has taken is told again this often. Null above all: never. */
            repeatMinutes?: number | null;
            /** @description How long "I am going to check" holds when the person says no time (standard: 120). */
            acknowledgeMinutes?: number | null;
            /** @description Who is told when nobody takes it, counted from the moment the first message got through; empty: nobody. */
            escalation?: components["schemas"]["EscalationStep"][] | null;
            quietHours?: components["schemas"]["QuietHours"] | null;
            budget?: components["schemas"]["MessageBudget"] | null;
            /** @description May households get summaries? */
            householdsEnabled?: boolean | null;
            /** @description May the public page show whether a camera works? */
            showCameraState?: boolean | null;
            /** @description When the daily digest is sent, `HH:MM` local time, or `off`. */
            digestAt?: string | null;
            /** @description Null above all: no drills. */
            drill?: components["schemas"]["DrillTime"] | null;
        };
        PolicyView: {
            unitId: string;
            /** @description What this unit itself says; null: nothing. */
            own: components["schemas"]["Policy"];
            /** @description What holds here. */
            effective: Record<string, never>;
            /** @description The unit each value comes from; null: the built-in value. */
            from: {
                [key: string]: unknown;
            };
            version: number;
        };
        DutyShift: {
            /** @description The day it begins: 1 Monday … 7 Sunday. */
            weekday: number;
            /**
             * Format: uuid
             * @description One of the unit's own targets.
             */
            targetId: string;
            from: string;
            to: string;
        };
        DutyOverride: {
            /** @description The day it begins, `YYYY-MM-DD`. */
            date: string;
            /**
             * Format: uuid
             * @description One of the unit's own targets.
             */
            targetId: string;
            from: string;
            to: string;
        };
        DutyView: {
            unitId: string;
            shifts: components["schemas"]["DutyShift"][];
            overrides: components["schemas"]["DutyOverride"][];
            /** @description Targets on duty at this moment. */
            onDuty: string[];
            version: number;
        };
        Duty: {
            shifts?: components["schemas"]["DutyShift"][];
            overrides?: components["schemas"]["DutyOverride"][];
        };
        Site: {
            id: string;
            code: string;
            unitId: string;
            unitName: string;
            name: string | null;
            landmark: string | null;
            latitude: number | null;
            longitude: number | null;
            /** @description The code of the printed sticker that leads here; null: none, or a label without one. */
            sticker: string | null;
            /** @description Devices in service here. */
            devices: number;
            /** @description When its photo was last taken or replaced; null: it has none. */
            photoAt: string | null;
            version: number;
            createdAt: string;
            updatedAt: string;
        };
        NewSite: {
            /** Format: uuid */
            unitId: string;
            /** @description Made up when left out; unique for ever. */
            code?: string;
            name?: string | null;
            /** @description Where it is, in words: "cổng đình", "ngã ba đầu xóm". */
            landmark?: string | null;
            latitude?: number | null;
            longitude?: number | null;
        };
        SiteChanges: {
            /** Format: uuid */
            unitId?: string;
            name?: string | null;
            /** @description Where it is, in words: "cổng đình", "ngã ba đầu xóm". */
            landmark?: string | null;
            latitude?: number | null;
            longitude?: number | null;
        };
        SiteEvent: {
            at: string;
            kind: string;
            deviceId: string;
            deviceName: string;
            from: string | null;
            to: string | null;
            faultCode: string | null;
            reason: string;
        };
        ThumbnailLeaveView: {
            unitId: string;
            /** @description What this unit itself says; null: nothing. */
            own: boolean | null;
            /** @description What holds here. */
            allowed: boolean;
            /** @description The unit that decided; null: nobody did. */
            from: string | null;
        };
        ThumbnailLeaveChange: {
            /** @description Null: as the units above say; nobody above says anything: no. */
            allowed: boolean | null;
        };
        ThumbnailView: {
            /** @description The fault it was kept with. */
            code: string;
            at: string;
            /** @description It is deleted then, or as soon as the unit no longer allows it. */
            deleteAt: string;
        };
        DiscoveryRequest: {
            /**
             * Format: uuid
             * @description For whom: who may see the result.
             */
            unitId: string;
            /**
             * Format: uuid
             * @description The edge agent in whose network to look; without it: in the server's own.
             */
            agentId?: string;
        };
        OperationStarted: {
            operationId: string;
        };
        IdentifyRequest: {
            /** Format: uuid */
            unitId: string;
            /**
             * Format: uuid
             * @description The edge agent that asks, in its own network; without it the server does.
             */
            agentId?: string;
            /** Format: uri */
            url: string;
            username?: string;
            password?: string;
        };
        DeviceImportResult: {
            dryRun: boolean;
            /** @description False: nothing was written. */
            applied: boolean;
            rows: number;
            made: number;
            changed: number;
            same: number;
            refused: number;
            /** @description Headings of columns that nobody knows and that were left alone. */
            unknownColumns: string[];
            /** @description Until then the report and the marked file can be fetched. */
            keptUntil: string;
        };
        ImportProblemView: {
            /** @description The column as the template calls it; null: the row as a whole. */
            column: string | null;
            /** @description Stable. */
            code: string;
            /** @description What is wrong and what to do, in the caller's language. */
            message: string;
        };
        ImportRowView: {
            /** @description As the spreadsheet counts. */
            line: number;
            /** @enum {string} */
            state: "changed" | "made" | "refused" | "same";
            code: string | null;
            name: string | null;
            deviceId: string | null;
            /** @description Columns in which the row differs from what was there. */
            changes: string[];
            problems: components["schemas"]["ImportProblemView"][];
        };
        DimmingStep: {
            afterMinutes: number;
            percent: number;
        };
        LightProfileView: {
            id: string;
            unitId: string;
            name: string;
            /** @enum {string} */
            chemistry: "lead_acid" | "li_ion" | "lifepo4";
            nominalVolts: number;
            capacityAh: number;
            panelWatts: number;
            lampWatts: number;
            dimming: components["schemas"]["DimmingStep"][];
            sensorOnly: boolean;
            /** @description Lights of the caller's units that have it. */
            lights: number;
            /** @description It belongs to one of the caller's units, who may change it. */
            mine: boolean;
            version: number;
        };
        NewLightProfile: {
            /**
             * Format: uuid
             * @description Whose it is; every unit below may give it to its lights.
             */
            unitId: string;
            name: string;
            /** @enum {string} */
            chemistry: "lead_acid" | "li_ion" | "lifepo4";
            lampWatts: number;
            /** @description V of the battery: 12 stands for 12.8 of LiFePO4 and 11.1 of Li-ion too. */
            nominalVolts?: number;
            capacityAh?: number;
            panelWatts?: number;
            /** @description Empty: full power all night. */
            dimming?: components["schemas"]["DimmingStep"][];
            /** @description A lamp on the mains with a sensor: nothing is said of batteries and panels. */
            sensorOnly?: boolean;
        };
        LightProfileChanges: {
            name?: string;
            /** @enum {string} */
            chemistry?: "lead_acid" | "li_ion" | "lifepo4";
            lampWatts?: number;
            /** @description V of the battery: 12 stands for 12.8 of LiFePO4 and 11.1 of Li-ion too. */
            nominalVolts?: number;
            capacityAh?: number;
            panelWatts?: number;
            /** @description Empty: full power all night. */
            dimming?: components["schemas"]["DimmingStep"][];
            /** @description A lamp on the mains with a sensor: nothing is said of batteries and panels. */
            sensorOnly?: boolean;
        };
        LightsOfProfile: {
            deviceIds?: string[];
            /** Format: uuid */
            unitId?: string;
        };
        LightsAssigned: {
            /** @description Lights that have it now because of this call. */
            assigned: number;
        };
        PlannedLight: {
            deviceId: string;
            code: string;
            name: string;
            unitId: string;
            unitName: string;
            landmark: string | null;
            /** @description 0 (new, clean) to 1 (gone). */
            wear: number;
            /** @description `holds_little`, `empties_though_charged`, `gives_little`, `gets_worse`. */
            reasons: string[];
            /** @description Percent of what a new or clean one shows, night by night or day by day, oldest first; may be empty. */
            trend: number[];
        };
        DarkLamp: {
            deviceId: string;
            code: string;
            name: string;
            unitId: string;
            unitName: string;
            landmark: string | null;
            /** @description The local day on which the sun sets. */
            night: string;
            decidedAt: string;
            /** @description 0 to 1. */
            likelihood: number;
            reason: string;
            leftNow: number | null;
            leftAtDusk: number | null;
            need: number | null;
            uncertainty: number | null;
            /** @description When it was looked at once more at sunset; null: not yet. */
            correctedAt: string | null;
        };
        DarkScore: {
            days: number;
            /** @description Nights of lamps that were known in the morning. */
            nights: number;
            listed: number;
            dark: number;
            right: number;
            /** @description Of the listed ones, the share that was dark; null: none was listed. */
            precision: number | null;
            /** @description Of the dark ones, the share that was listed; null: none was dark. */
            recall: number | null;
        };
        Fault: {
            code: string;
            /** @enum {string} */
            severity: "critical" | "info" | "major" | "minor";
            since: string;
        };
        DeviceSummary: {
            id: string;
            code: string;
            /** @enum {string} */
            kind: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
            name: string;
            /** @description The responsible unit. */
            unitId: string;
            unitName: string;
            siteId: string;
            siteCode: string;
            landmark: string | null;
            latitude: number | null;
            longitude: number | null;
            /** @enum {string} */
            health: "decommissioned" | "maintenance" | "never_seen" | "offline" | "online" | "suspect";
            /** @description Since when this connectivity holds. */
            healthSince: string;
            faults: components["schemas"]["Fault"][];
            /** @description Last contact through any door; null: never. */
            lastSeenAt: string | null;
        };
        OnvifEndpoint: {
            /**
             * Format: uri
             * @description `http://192.168.1.20/onvif/device_service` (the path may be left out), or of one without ONVIF its video: `rtsp://192.168.1.20/live`.
             */
            url: string;
            username?: string | null;
            password?: string | null;
            /** @description Where its video is, at the same host, when it is not the usual port (554). Null: the usual one. */
            streamPort?: number | null;
            /** @description The password may cross the wire in clear to this camera's video, which asks for it so. Never unless given. */
            basicAllowed?: boolean;
        };
        NewDevice: {
            /** @enum {string} */
            kind: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
            name: string;
            /**
             * Format: uuid
             * @description Of a solar light: what hangs on its pole (`GET /lights/profiles`).
             */
            lightProfileId?: string;
            /**
             * Format: uuid
             * @description An existing place. Without it, and without a sticker that hangs somewhere, `unitId`, `latitude` and `longitude` make a new one.
             */
            siteId?: string;
            /** Format: uuid */
            unitId?: string;
            latitude?: number;
            longitude?: number;
            landmark?: string;
            /**
             * @description The printed sticker on the pole: its code as typed, or the whole address its QR code leads to. A free one is stuck
             *     to the place; of one that is stuck somewhere already, its place is taken when neither `siteId` nor a position is given.
             */
            sticker?: string;
            /** @description A new place is one of its own, although another stands less than 5 m from it. */
            separatePlace?: boolean;
            /** @description Made up when left out. */
            code?: string;
            /**
             * Format: uuid
             * @description Made up by whoever registers: what arrives again with it, however late, gets the device that the first one made.
             */
            registrationId?: string;
            /** @description Cameras only, and every camera needs it. */
            onvif?: components["schemas"]["OnvifEndpoint"];
            /**
             * Format: uuid
             * @description Who answers for it and is told; the unit of the site unless given.
             */
            responsibleUnitId?: string;
            /**
             * Format: uuid
             * @description The device through which this one reaches the network.
             */
            uplinkDeviceId?: string | null;
            /** @enum {string} */
            powerSource?: "battery" | "mains" | "poe" | "solar" | "unknown";
            /** @description Seconds between reports (MQTT) or polls (cameras). */
            intervalSeconds?: number;
            /** @description Seconds of silence that make an outage; three intervals, at least 15, unless given. */
            offlineAfterSeconds?: number;
            funding?: string | null;
            /** @description Who paid: a unit, household, business or programme, in words. */
            payer?: string | null;
            serial?: string | null;
            mac?: string | null;
            manufacturer?: string | null;
            model?: string | null;
        };
        DeviceSite: {
            id: string;
            code: string;
            unitId: string;
            name: string | null;
            landmark: string | null;
            latitude: number | null;
            longitude: number | null;
            /** @description The code of the printed sticker that leads here. */
            sticker: string | null;
        };
        DeviceHardware: {
            id: string;
            manufacturer: string | null;
            model: string | null;
            serial: string | null;
            mac: string | null;
            firmware: string | null;
        };
        OnvifView: {
            url: string;
            username: string | null;
            hasPassword: boolean;
            /** @description Where its video is; null: at the usual port. */
            streamPort: number | null;
            basicAllowed: boolean;
            /** @enum {string} */
            credentialState: "accepted" | "locked_out" | "rejected" | "untried";
            /** @description Nobody tries the password again before. */
            blockedUntil: string | null;
            checkedAt: string | null;
        };
        NamedProfile: {
            id: string;
            name: string;
        };
        Software: {
            desired: string | null;
            reported: string | null;
            /** @description Something is wanted, and something else, or nothing, is reported. */
            differs: boolean;
        };
        RejectedMessage: {
            at: string;
            topic: string;
            reason: string;
            path: string | null;
            /** @description The beginning of it; bytes that are no text are shown as �. */
            payload: string;
            count: number;
        };
        DeviceDetail: {
            id: string;
            code: string;
            /** @enum {string} */
            kind: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
            name: string;
            /** @description The responsible unit. */
            unitId: string;
            unitName: string;
            siteId: string;
            siteCode: string;
            landmark: string | null;
            latitude: number | null;
            longitude: number | null;
            /** @enum {string} */
            health: "decommissioned" | "maintenance" | "never_seen" | "offline" | "online" | "suspect";
            /** @description Since when this connectivity holds. */
            healthSince: string;
            faults: components["schemas"]["Fault"][];
            /** @description Last contact through any door; null: never. */
            lastSeenAt: string | null;
            /** @enum {string} */
            connectivity: "never_seen" | "offline" | "online" | "suspect";
            /** @description Named reason of the present connectivity. */
            healthReason: string;
            /** @enum {string} */
            lifecycle: "active" | "decommissioned";
            maintenanceUntil: string | null;
            site: components["schemas"]["DeviceSite"];
            hardware: components["schemas"]["DeviceHardware"] | null;
            onvif: components["schemas"]["OnvifView"] | null;
            /** @description Has MQTT credentials. */
            hasSecret: boolean;
            /** @description What is written down of what hangs on a light's pole; null: nothing, or no light. */
            lightProfile: components["schemas"]["NamedProfile"] | null;
            uplinkDeviceId: string | null;
            /** @enum {string} */
            powerSource: "battery" | "mains" | "poe" | "solar" | "unknown";
            payer: string | null;
            funding: string | null;
            intervalSeconds: number;
            offlineAfterSeconds: number;
            firmware: components["schemas"]["Software"];
            config: components["schemas"]["Software"];
            /** @description Latest values by name, as the device or the poller reported them. */
            facts: {
                [key: string]: unknown;
            };
            factsAt: string | null;
            /** @description Fields the device sent that we do not know. */
            extra: {
                [key: string]: unknown;
            };
            lastRejected: components["schemas"]["RejectedMessage"] | null;
            version: number;
            createdAt: string;
            updatedAt: string;
        };
        MqttCredentials: {
            clientId: string;
            username: string;
            password: string;
            /** @description `v1/devices/{id}/` */
            topicPrefix: string;
        };
        RegisteredDevice: {
            device: components["schemas"]["DeviceDetail"];
            /** @description For devices that report by MQTT; cameras have none. */
            mqtt?: components["schemas"]["MqttCredentials"];
        };
        OnvifChanges: {
            /** Format: uri */
            url?: string;
            username?: string | null;
            password?: string | null;
            /** @description Where its video is, at the same host, when it is not the usual port (554). Null: the usual one. */
            streamPort?: number | null;
            /** @description The password may cross the wire in clear to this camera's video, which asks for it so. Never unless given. */
            basicAllowed?: boolean;
        };
        DeviceChanges: {
            name?: string;
            /** @description The version it should run; recorded, and compared with what it says. `upgrade_firmware` sets it too. Null: any. */
            desiredFirmware?: string | null;
            /** @description Of its settings, as it should say in `configVersion`; recorded. `apply_config` with a `configVersion` sets it too. */
            desiredConfig?: string | null;
            /**
             * Format: uuid
             * @description Moves it to another place.
             */
            siteId?: string;
            /** @description Left-out parts stay; a new password lifts the ban after a rejected one. */
            onvif?: components["schemas"]["OnvifChanges"];
            /** @description Planned work until then (ISO 8601): nothing is reported. Null ends it. */
            maintenanceUntil?: string | null;
            /**
             * Format: uuid
             * @description Who answers for it and is told; the unit of the site unless given.
             */
            responsibleUnitId?: string;
            /**
             * Format: uuid
             * @description The device through which this one reaches the network.
             */
            uplinkDeviceId?: string | null;
            /** @enum {string} */
            powerSource?: "battery" | "mains" | "poe" | "solar" | "unknown";
            /** @description Seconds between reports (MQTT) or polls (cameras). */
            intervalSeconds?: number;
            /** @description Seconds of silence that make an outage; three intervals, at least 15, unless given. */
            offlineAfterSeconds?: number;
            funding?: string | null;
            /** @description Who paid: a unit, household, business or programme, in words. */
            payer?: string | null;
            serial?: string | null;
            mac?: string | null;
            manufacturer?: string | null;
            model?: string | null;
        };
        FaultDetail: {
            code: string;
            /** @enum {string} */
            severity: "critical" | "info" | "major" | "minor";
            since: string;
            /** @description When we knew. */
            knownAt: string;
            /** @description What the rule saw. */
            evidence: {
                [key: string]: unknown;
            };
        };
        RungOfLadder: {
            /** @enum {string} */
            rung: "clock" | "hygiene" | "login" | "picture" | "reachable" | "recording" | "speaks" | "stream" | "tamper";
            /** @enum {string} */
            state: "fault" | "ok" | "unknown";
            /** @description Named reason. */
            reason: string;
            /** @description When it was looked at last; null: never. */
            at: string | null;
            /** @description The numbers, by name. */
            evidence: {
                [key: string]: unknown;
            };
        };
        DeviceHealth: {
            deviceId: string;
            /** @enum {string} */
            health: "decommissioned" | "maintenance" | "never_seen" | "offline" | "online" | "suspect";
            /** @enum {string} */
            connectivity: "never_seen" | "offline" | "online" | "suspect";
            reason: string;
            since: string;
            /** @description When we knew. */
            knownAt: string;
            /** @description Start of the silence while suspect or offline. */
            silentSince: string | null;
            lastSeenAt: string | null;
            maintenanceUntil: string | null;
            faults: components["schemas"]["FaultDetail"][];
            facts: {
                [key: string]: unknown;
            };
            factsAt: string | null;
            extra: {
                [key: string]: unknown;
            };
            lastRejected: components["schemas"]["RejectedMessage"] | null;
            /** @description Of cameras: would it help tonight? From the ground up. Null: no camera. */
            ladder: components["schemas"]["RungOfLadder"][] | null;
        };
        NewHardware: {
            /** @description Cameras: what is different about its address and sign-in. */
            onvif?: components["schemas"]["OnvifChanges"];
            serial?: string | null;
            mac?: string | null;
            manufacturer?: string | null;
            model?: string | null;
        };
        HardwareAtDevice: {
            id: string;
            manufacturer: string | null;
            model: string | null;
            serial: string | null;
            mac: string | null;
            firmware: string | null;
            from: string;
            /** @description Null: it hangs there now. */
            until: string | null;
        };
        ClaimCode: {
            /** @enum {string} */
            state: "claimed" | "expired" | "none" | "waiting";
            createdAt: string | null;
            expiresAt: string | null;
            claimedAt: string | null;
        };
        NewClaimCode: {
            /** @enum {string} */
            state: "claimed" | "expired" | "none" | "waiting";
            createdAt: string | null;
            expiresAt: string | null;
            claimedAt: string | null;
            /** @description `kx7m-a2pq-rst3`: works once, for a day. */
            claimCode: string;
        };
        ClaimRequest: {
            /** @description As printed; case, spaces and dashes mean nothing. */
            claimCode: string;
            /** @description Made up by the device and kept: who lost the answer asks again with the same, within a quarter of an hour. */
            nonce: string;
            /**
             * @description Of an edge agent: an X25519 public key (32 bytes, base64) it made for this claim. Passwords of its cameras are sealed
             *     for it; without one it gets none.
             */
            publicKey?: string;
            serial?: string;
            mac?: string;
            manufacturer?: string;
            model?: string;
        };
        MqttDoor: {
            host: string;
            port: number;
            /** @description Null: this installation has no certificate. */
            tlsPort: number | null;
        };
        ClaimedDevice: {
            deviceId: string;
            mqtt: components["schemas"]["MqttCredentials"];
            door: components["schemas"]["MqttDoor"];
            /** @description Seconds between two heartbeats. */
            intervalSeconds: number;
        };
        Snippet: {
            /** @description `claim`, `mosquitto`, `openwrt`, `edge` */
            name: string;
            text: string;
        };
        NewCommand: {
            /** @enum {string} */
            name: "apply_config" | "lamp_test" | "reboot" | "set_interval" | "upgrade_firmware";
            /** @description `lamp_test` and `set_interval`: `{seconds}`; `apply_config`: a flat object of text, numbers and yes/no. */
            arguments?: {
                [key: string]: unknown;
            };
            /** @description How long it may wait for its device; an hour when left out. */
            expiresInSeconds?: number;
        };
        DeviceCommand: {
            id: string;
            deviceId: string;
            /** @enum {string} */
            name: "apply_config" | "lamp_test" | "reboot" | "set_interval" | "upgrade_firmware";
            arguments: {
                [key: string]: unknown;
            };
            /**
             * @description `queued` and `sent` are open; the others are final.
             * @enum {string}
             */
            state: "acknowledged" | "cancelled" | "expired" | "queued" | "sent";
            /** @description Why it is in this state. */
            reason: string;
            /**
             * @description What the device answered.
             * @enum {string|null}
             */
            result: "done" | "failed" | null | "refused";
            detail: string | null;
            requestedKind: string;
            requestedBy: string | null;
            createdAt: string;
            expiresAt: string;
            sentAt: string | null;
            /** @description How often it was handed to the device. */
            attempts: number;
            closedAt: string | null;
        };
        AcceptanceStepView: {
            /** @enum {string} */
            step: "channel" | "clock" | "lamp" | "picture" | "signs_in" | "talks" | "uplink";
            /** @description Its name in the caller's language. */
            name: string;
            /**
             * @description `unknown`: it could not be tried, which is not green.
             * @enum {string}
             */
            state: "failed" | "not_applicable" | "ok" | "unknown" | "waiting";
            /**
             * @description Why it is in this state.
             * @enum {string}
             */
            reason: "address_not_allowed" | "agent_silent" | "being_asked" | "camera_answers" | "camera_silent" | "clock_not_told" | "clock_right" | "clock_wrong" | "heard" | "internet_ok" | "lamp_answered" | "lamp_failed" | "lamp_faulty" | "lamp_never_answered" | "lamp_never_delivered" | "lamp_refused" | "lamp_waiting" | "lamp_withdrawn" | "locked_out" | "login_not_possible" | "login_rests" | "login_unclear" | "message_accepted" | "message_delivered" | "message_failed" | "message_not_accepted" | "message_on_its_way" | "no_internet" | "no_password_registered" | "no_report" | "no_snapshot_service" | "no_target" | "no_uplink_named" | "not_a_picture" | "not_asked_yet" | "not_onvif" | "not_reached" | "nothing_heard" | "open_to_all" | "picture_behind_plain_password" | "picture_missing" | "picture_received" | "picture_refused" | "picture_too_large" | "reached_us" | "refused_at_door" | "secret_revoked" | "signed_in" | "tells_no_time" | "time_zone_wrong" | "too_many_commands" | "uplink_down" | "uplink_out_of_service" | "uplink_up" | "waits_for_contact" | "wrong_password";
            /** @description The same in words, with its figures. */
            text: string;
            /** @description What to do at the pole; null: nothing. */
            whatToDo: string | null;
            /** @description What was measured: seconds, pixels, bytes, instants. */
            evidence: {
                [key: string]: unknown;
            };
        };
        AcceptanceSigned: {
            signedAt: string;
            /** @description For those who installed it. */
            installer?: string;
            /** @description For the self-governing group. */
            receiver?: string;
            witness?: string;
            notes?: string;
        };
        AcceptanceTest: {
            steps: components["schemas"]["AcceptanceStepView"][];
            signing: components["schemas"]["AcceptanceSigned"] | null;
            id: string;
            deviceId: string;
            /** @enum {string} */
            deviceKind: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
            /** @enum {string} */
            state: "failed" | "passed" | "running";
            startedBy: string | null;
            startedAt: string;
            /** @description What is missing then has failed. */
            deadlineAt: string;
            finishedAt: string | null;
            /** @description Of the certificate; null: it was not passed. */
            certificateNumber: string | null;
            /** @description Stands on the certificate too; if they differ, one of them was changed. */
            checkCode: string | null;
        };
        AcceptanceSummary: {
            id: string;
            deviceId: string;
            /** @enum {string} */
            deviceKind: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
            /** @enum {string} */
            state: "failed" | "passed" | "running";
            startedBy: string | null;
            startedAt: string;
            /** @description What is missing then has failed. */
            deadlineAt: string;
            finishedAt: string | null;
            /** @description Of the certificate; null: it was not passed. */
            certificateNumber: string | null;
            /** @description Stands on the certificate too; if they differ, one of them was changed. */
            checkCode: string | null;
        };
        AcceptanceSigning: {
            /** @description For those who installed it. */
            installer?: string;
            /** @description For the self-governing group. */
            receiver?: string;
            witness?: string;
            notes?: string;
        };
        TelemetryItem: {
            /** @description When it was measured as far as we know, or the begin of the hour. */
            at: string;
            /** @description Of a single reading. */
            receivedAt?: string;
            /** @description Of a single reading: buffered by the device and sent later. */
            late?: boolean;
            /** @description Of an hour: readings in it. */
            samples?: number;
            /** @description By field: the value of a reading, or min, avg, max, last and count of an hour. */
            values: {
                [key: string]: unknown;
            };
        };
        TelemetryAnswer: {
            deviceId: string;
            from: string;
            to: string;
            /** @enum {string} */
            resolution: "hour" | "raw";
            /** @description Unit of each field asked for. */
            units: {
                [key: string]: string;
            };
            /** @description Oldest first. */
            items: components["schemas"]["TelemetryItem"][];
            /** @description Null: this was the last page. */
            nextCursor: string | null;
        };
        AvailabilityCorrection: {
            from: string;
            to: string;
            /** @enum {string} */
            oldBlame: "device" | "grid" | "ours" | "planned" | "uplink";
            /** @enum {string} */
            newBlame: "device" | "grid" | "ours" | "planned" | "uplink";
            reason: string;
            rule: string;
            /** @description When we learnt it. */
            knownAt: string;
            evidence: {
                [key: string]: unknown;
            };
        };
        HardwareChange: {
            at: string;
            /** @description As people call it, with its serial number or MAC; null: nothing is known of it. */
            from: string | null;
            to: string | null;
        };
        DownTime: {
            /** @description Its own fault, as far as anybody knows. */
            device: number;
            /** @description The power grid's. */
            grid: number;
            /** @description Its way to us: uplink or carrier. */
            uplink: number;
            /** @description Planned work. */
            planned: number;
            /** @description Nobody of ours listened while it was down. */
            ours: number;
        };
        DeviceAvailabilityAnswer: {
            deviceId: string;
            /** @description Recorded down time that later evidence blames on something else; it stands already in `downMs`. */
            corrections: components["schemas"]["AvailabilityCorrection"][];
            /** @description When another thing took its place within the period, oldest first; the figures run through. */
            hardwareChanges: components["schemas"]["HardwareChange"][];
            from: string;
            to: string;
            periodMs: number;
            upMs: number;
            /** @description The part of `upMs` in which nobody of ours listened. */
            unwatchedMs: number;
            downMs: components["schemas"]["DownTime"];
            /** @description The same down time as it was blamed before corrections. */
            recordedDownMs: components["schemas"]["DownTime"];
            /** @description Before the first contact, or older than history is kept. */
            unknownMs: number;
            decommissionedMs: number;
            /** @description `upMs` of the time that was up or down, 0 to 1; null when there was none. */
            availability: number | null;
        };
        AvailabilityDay: {
            /** @description Local calendar day, `YYYY-MM-DD`; the last one is today so far. */
            day: string;
            from: string;
            to: string;
            periodMs: number;
            upMs: number;
            /** @description The part of `upMs` in which nobody of ours listened. */
            unwatchedMs: number;
            downMs: components["schemas"]["DownTime"];
            /** @description The same down time as it was blamed before corrections. */
            recordedDownMs: components["schemas"]["DownTime"];
            /** @description Before the first contact, or older than history is kept. */
            unknownMs: number;
            decommissionedMs: number;
            /** @description `upMs` of the time that was up or down, 0 to 1; null when there was none. */
            availability: number | null;
        };
        DeviceAvailabilityDays: {
            deviceId: string;
            timeZone: string;
            /** @description Oldest first. */
            items: components["schemas"]["AvailabilityDay"][];
        };
        UnitAvailabilityAnswer: {
            unitId: string;
            /** @description Of the unit and all units below it, as they belong today; figures are sums over all of them. */
            devices: number;
            from: string;
            to: string;
            periodMs: number;
            upMs: number;
            /** @description The part of `upMs` in which nobody of ours listened. */
            unwatchedMs: number;
            downMs: components["schemas"]["DownTime"];
            /** @description The same down time as it was blamed before corrections. */
            recordedDownMs: components["schemas"]["DownTime"];
            /** @description Before the first contact, or older than history is kept. */
            unknownMs: number;
            decommissionedMs: number;
            /** @description `upMs` of the time that was up or down, 0 to 1; null when there was none. */
            availability: number | null;
        };
        EvidenceTemplateView: {
            key: string;
            title: string;
        };
        PackRequest: {
            /** Format: uuid */
            unitId: string;
            /** @description `YYYY-MM`, by the clocks of the unit. */
            month: string;
            /** @enum {string} */
            format: "pdf" | "xlsx";
        };
        UserView: {
            id: string;
            email: string;
            name: string;
            phone: string | null;
            /** @enum {string} */
            language: "en" | "vi";
            unitId: string;
            disabled: boolean;
            /** @description Those in the caller's territory. */
            grants: components["schemas"]["GrantView"][];
            version: number;
            createdAt: string;
        };
        NewUser: {
            /** Format: email */
            email: string;
            name: string;
            phone?: string;
            /** @description Made up and shown once when left out. */
            password?: string;
            /** @enum {string} */
            language?: "en" | "vi";
            /**
             * Format: uuid
             * @description The unit that manages the account; the caller's own unless given.
             */
            unitId?: string;
        };
        CreatedUser: {
            id: string;
            email: string;
            name: string;
            phone: string | null;
            /** @enum {string} */
            language: "en" | "vi";
            unitId: string;
            disabled: boolean;
            /** @description Those in the caller's territory. */
            grants: components["schemas"]["GrantView"][];
            version: number;
            createdAt: string;
            /** @description Only when it was made up; shown once. */
            password?: string;
        };
        UserChanges: {
            name?: string;
            phone?: string | null;
            /** @enum {string} */
            language?: "en" | "vi";
            password?: string;
            /** @description A disabled person is signed out everywhere at once. */
            disabled?: boolean;
        };
        NewGrant: {
            /** @enum {string} */
            role: "admin" | "group_member" | "installer" | "it_officer" | "unit_leader" | "viewer";
            /** Format: uuid */
            unitId: string;
        };
        ApiKeyView: {
            id: string;
            name: string;
            /** @description The beginning of the key, to recognise it. */
            prefix: string;
            /** @enum {string} */
            role: "admin" | "group_member" | "installer" | "it_officer" | "unit_leader" | "viewer";
            unitId: string;
            createdAt: string;
            expiresAt: string;
            lastUsedAt: string | null;
        };
        NewApiKey: {
            name: string;
            /** @enum {string} */
            role: "admin" | "group_member" | "installer" | "it_officer" | "unit_leader" | "viewer";
            /** Format: uuid */
            unitId: string;
            expiresAt: string;
        };
        CreatedApiKey: {
            id: string;
            name: string;
            /** @description The beginning of the key, to recognise it. */
            prefix: string;
            /** @enum {string} */
            role: "admin" | "group_member" | "installer" | "it_officer" | "unit_leader" | "viewer";
            unitId: string;
            createdAt: string;
            expiresAt: string;
            lastUsedAt: string | null;
            /** @description For the header `X-Api-Key`; shown once. */
            key: string;
        };
        NewZaloLink: {
            /**
             * Format: uuid
             * @description For whom a target is made; not needed with `targetId`.
             */
            unitId?: string;
            /**
             * Format: uuid
             * @description A target that exists: its address is replaced.
             */
            targetId?: string;
            /** @description Of the new target; left out: the unit's. */
            name?: string;
            /** @enum {string} */
            audience?: "households" | "responsible";
        };
        CreatedZaloLink: {
            /** @description Six digits; shown once. */
            code: string;
            /** @description What is to be typed in the group: in a bot's group with its mention before it. */
            text: string;
            id: string;
            unitId: string;
            /** @description Once the code was typed, or from the beginning when it was given. */
            targetId: string | null;
            name: string;
            /** @enum {string} */
            state: "expired" | "linked" | "waiting";
            createdAt: string;
            expiresAt: string;
        };
        ZaloLink: {
            id: string;
            unitId: string;
            /** @description Once the code was typed, or from the beginning when it was given. */
            targetId: string | null;
            name: string;
            /** @enum {string} */
            state: "expired" | "linked" | "waiting";
            createdAt: string;
            expiresAt: string;
        };
        NewZaloGroup: {
            /** Format: uuid */
            unitId: string;
            name?: string;
            /** @description User ids of the OA. */
            memberUserIds: string[];
        };
        ZaloOaView: {
            /** @description The app is set in the environment. */
            configured: boolean;
            /** @description There is a pair of tokens that works, as far as known. */
            connected: boolean;
            /** @description Why a person has to act, as a reason code; null: nothing is known to be wrong. */
            problem: string | null;
            /** @description In the language of the caller. */
            problemMessage: string | null;
            checkedAt: string | null;
            /** @description How old the pair of tokens is, in whole days; from 75 days on it is a notice. */
            tokenAgeDays: number | null;
            /** @description What the account says of itself: `name`, `oaType`, `packageName`, `packageUntil`, `freeGroupAssets` … */
            facts: {
                [key: string]: unknown;
            };
            /** @description Incoming events are believed. */
            listens: boolean;
        };
        ZaloBotView: {
            configured: boolean;
            problem: string | null;
            problemMessage: string | null;
            checkedAt: string | null;
            /** @description `name`, `plan`, `canJoinGroups`. */
            facts: {
                [key: string]: unknown;
            };
            listens: boolean;
            /** @description With it a group leader adds the bot. */
            shareLink: string | null;
        };
        ZaloView: {
            oa: components["schemas"]["ZaloOaView"];
            bot: components["schemas"]["ZaloBotView"];
        };
        ZaloTokenPair: {
            accessToken: string;
            refreshToken: string;
        };
        ChannelAccountView: {
            account: string;
            /**
             * @description `well`; `open`: it fails just now and is tried again by itself; `stopped`: a person has to act.
             * @enum {string}
             */
            state: "open" | "stopped" | "well";
            /** @description Why, as a reason code; null while it works. */
            reason: string | null;
            /** @description In the language of the caller. */
            reasonMessage: string | null;
            since: string | null;
            /** @description When one message looks whether it works again. */
            nextTryAt: string | null;
            lastSuccessAt: string | null;
            lastFailureAt: string | null;
            /** @description Its limit; null: it has none. */
            perMinute: number | null;
            /** @description Messages that may leave at once under it. */
            tokensLeft: number | null;
        };
        ChannelDay: {
            accepted: number;
            /** @description Where the provider tells. */
            delivered: number;
            read: number;
            failed: number;
            fellBack: number;
            /** @description They may have arrived; nobody confirmed it. */
            uncertain: number;
        };
        ChannelContacts: {
            inUse: number;
            unusable: number;
            /** @description Nothing was accepted there for 45 days. */
            stale: number;
        };
        ChannelLeft: {
            /** @enum {string} */
            what: "calls_this_minute" | "groups";
            count: number;
        };
        ChannelCostView: {
            /** @description đồng a message; null: no price is set. */
            priceDong: number | null;
            messages: number;
            dong: number;
        };
        ChannelView: {
            /** @enum {string} */
            channel: "email" | "sms" | "web_push" | "webhook" | "zalo_bot" | "zalo_gmf" | "zalo_template";
            /** @description Some engine can send over it. */
            configured: boolean;
            /** @description What the provider's account says is missing, as a reason code; null: nothing. */
            problem: string | null;
            problemMessage: string | null;
            /** @description The accounts in use, those with trouble first; at most 20. */
            accounts: components["schemas"]["ChannelAccountView"][];
            /** @description How many there are. */
            accountsInAll: number;
            /** @description Messages that did not leave yet. */
            waiting: number;
            oldestWaitingAt: string | null;
            day: components["schemas"]["ChannelDay"];
            contacts: components["schemas"]["ChannelContacts"];
            left: components["schemas"]["ChannelLeft"][];
            /** @description How old the provider's tokens are, in whole days; null: it has none. */
            tokenAgeDays: number | null;
            /** @description This month; null: the channel costs nothing. */
            cost: components["schemas"]["ChannelCostView"] | null;
        };
        SpendingView: {
            /** @description `YYYY-MM`, Vietnam. */
            month: string;
            spentDong: number;
            budgetDong: number | null;
            /**
             * @description `critical_only`: the budget is spent; other messages go by free channels or not at all.
             * @enum {string}
             */
            state: "critical_only" | "no_budget" | "within";
        };
        ChannelsView: {
            items: components["schemas"]["ChannelView"][];
            spending: components["schemas"]["SpendingView"];
        };
        TargetUnusable: {
            reason: string;
            since: string;
        };
        ChannelTrouble: {
            /** @enum {string} */
            state: "open" | "stopped";
            reason: string | null;
            since: string | null;
        };
        Target: {
            id: string;
            unitId: string;
            unitName: string;
            /** @enum {string} */
            channel: "email" | "sms" | "web_push" | "webhook" | "zalo_bot" | "zalo_gmf" | "zalo_template";
            /** @enum {string} */
            audience: "households" | "responsible";
            name: string;
            /** @description Without secrets. */
            address: {
                [key: string]: string;
            };
            /** @enum {string} */
            language: "en" | "vi";
            /** @enum {string} */
            minimumSeverity: "critical" | "info" | "major" | "minor";
            quietHours: components["schemas"]["QuietHours"] | null;
            enabled: boolean;
            fallbackTargetId: string | null;
            fallbackTargetName: string | null;
            onlyAsFallback: boolean;
            unusable: components["schemas"]["TargetUnusable"] | null;
            channelTrouble: components["schemas"]["ChannelTrouble"] | null;
            /** @description When a message was last accepted there; null: none yet. */
            provenAt: string | null;
            /** @description Nothing was accepted for 45 days: nobody knows whether it still works. */
            stale: boolean;
            /** @description Until when a webhook's old secret signs beside the new one; null: it does not. */
            oldSecretUntil: string | null;
            version: number;
            createdAt: string;
            updatedAt: string;
        };
        NewTarget: {
            /** Format: uuid */
            unitId: string;
            /** @enum {string} */
            channel: "email" | "sms" | "web_push" | "webhook" | "zalo_bot" | "zalo_gmf" | "zalo_template";
            /** @description By channel: webhook `{url,secret?}`, email `{to}`, sms and zalo_template `{phone}`, zalo_gmf `{groupId}`, zalo_bot `{chatId}`. */
            address: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            audience?: "households" | "responsible";
            name?: string;
            /** @enum {string} */
            language?: "en" | "vi";
            /** @enum {string} */
            minimumSeverity?: "critical" | "info" | "major" | "minor";
            /** @description Null: those of the unit's policy. */
            quietHours?: components["schemas"]["QuietHours"] | null;
            enabled?: boolean;
            /**
             * Format: uuid
             * @description Who hears when this one cannot be reached: a target of the same unit or of one above. Null: nobody.
             */
            fallbackTargetId?: string | null;
            /** @description Hears nothing but what others could not be told. */
            onlyAsFallback?: boolean;
        };
        CreatedTarget: {
            id: string;
            unitId: string;
            unitName: string;
            /** @enum {string} */
            channel: "email" | "sms" | "web_push" | "webhook" | "zalo_bot" | "zalo_gmf" | "zalo_template";
            /** @enum {string} */
            audience: "households" | "responsible";
            name: string;
            /** @description Without secrets. */
            address: {
                [key: string]: string;
            };
            /** @enum {string} */
            language: "en" | "vi";
            /** @enum {string} */
            minimumSeverity: "critical" | "info" | "major" | "minor";
            quietHours: components["schemas"]["QuietHours"] | null;
            enabled: boolean;
            fallbackTargetId: string | null;
            fallbackTargetName: string | null;
            onlyAsFallback: boolean;
            unusable: components["schemas"]["TargetUnusable"] | null;
            channelTrouble: components["schemas"]["ChannelTrouble"] | null;
            /** @description When a message was last accepted there; null: none yet. */
            provenAt: string | null;
            /** @description Nothing was accepted for 45 days: nobody knows whether it still works. */
            stale: boolean;
            /** @description Until when a webhook's old secret signs beside the new one; null: it does not. */
            oldSecretUntil: string | null;
            version: number;
            createdAt: string;
            updatedAt: string;
            /** @description Webhooks: the signing secret, shown once. */
            secret?: string;
        };
        TargetChanges: {
            /** @description Replaces the address; a webhook keeps its secret unless a new one is given. */
            address?: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            audience?: "households" | "responsible";
            name?: string;
            /** @enum {string} */
            language?: "en" | "vi";
            /** @enum {string} */
            minimumSeverity?: "critical" | "info" | "major" | "minor";
            /** @description Null: those of the unit's policy. */
            quietHours?: components["schemas"]["QuietHours"] | null;
            enabled?: boolean;
            /**
             * Format: uuid
             * @description Who hears when this one cannot be reached: a target of the same unit or of one above. Null: nobody.
             */
            fallbackTargetId?: string | null;
            /** @description Hears nothing but what others could not be told. */
            onlyAsFallback?: boolean;
        };
        RotatedSecret: {
            secret: string;
            oldSecretUntil: string;
        };
        TestSent: {
            notificationId: string;
        };
        PushKeyView: {
            publicKey: string;
        };
        PushKeysOfBrowser: {
            /** @description Uncompressed P-256 point, base64url. */
            p256dh: string;
            /** @description 16 bytes, base64url. */
            auth: string;
        };
        NewPushSubscription: {
            /** Format: uri */
            endpoint: string;
            keys: components["schemas"]["PushKeysOfBrowser"];
            /**
             * Format: uuid
             * @description Left out: where this device is told already, else the caller's first unit.
             */
            unitId?: string;
            /** @description Refused with 404 when this device is not told yet, or when somebody removed it. */
            renew?: boolean;
        };
        PushSubscriptionView: {
            id: string;
            unitId: string;
            unitName: string;
            createdAt: string;
        };
        IncidentDevice: {
            id: string;
            code: string;
            /** @enum {string} */
            kind: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
            name: string;
            siteCode: string;
            landmark: string | null;
            /** @description Of the pole or wall. */
            latitude: number | null;
            longitude: number | null;
        };
        IncidentUplink: {
            id: string;
            name: string;
        };
        Acknowledger: {
            /** @description Null: by a link, without login. */
            userId: string | null;
            name: string | null;
        };
        IncidentSummary: {
            id: string;
            /** @enum {string} */
            cause: "carrier" | "device" | "planned" | "power_cut" | "self" | "uplink" | "weather";
            faultCode?: string;
            /** @enum {string} */
            severity: "critical" | "info" | "major" | "minor";
            /** @enum {string} */
            state: "acknowledged" | "open" | "resolved";
            unitId: string;
            unitName: string;
            /** @description The first fifty, by code. */
            deviceIds: string[];
            devices: components["schemas"]["IncidentDevice"][];
            deviceCount: number;
            /** @description Of a cause: its devices by kind. */
            counts?: Record<string, never>;
            /** @description Of a cause: how many units of each kind its devices belong to, at or below `unitId`. */
            reaches?: Record<string, never>;
            /** @description Of an uplink: what all of them hang on. */
            uplink?: components["schemas"]["IncidentUplink"];
            /** @description Of a carrier: whose network. */
            carrier?: string;
            /** @description Of a cause: nothing could testify for certain. */
            likely?: boolean;
            /** @description The cause that explains it, or explained it when it ended. */
            parentId?: string;
            /** @description When it began. */
            startedAt: string;
            /** @description When we knew. */
            openedAt: string;
            acknowledgedAt?: string;
            acknowledgedBy?: components["schemas"]["Acknowledger"];
            /** @description Until when that counts; then the incident is open again. */
            acknowledgedUntil?: string;
            /** @description When it was over. */
            endedAt?: string;
            resolvedAt?: string;
            reason: string;
        };
        Overview: {
            /** @description Null: all that the caller may see. */
            unitId: string | null;
            total: Record<string, never>;
            byKind: Record<string, never>[];
            /** @description The units next below, those with most silent devices first; a level with a single unit is passed over. */
            byUnit: Record<string, never>[];
            /** @description The ten longest that last. */
            longest: Record<string, never>[];
            /** @description Nobody said that he goes; without those that another one speaks for. */
            unacknowledged: number;
            /** @description Somebody is on it. */
            acknowledged: number;
            /** @description When the oldest of the unacknowledged was found. */
            oldestUnacknowledgedAt: string | null;
            /** @description Power cuts, uplinks, carriers and the like that last, newest first; twenty at most. */
            causes: components["schemas"]["IncidentSummary"][];
            /** @description Fourteen local days, today last. */
            trend: Record<string, never>[];
        };
        IncidentEvent: {
            id: string;
            at: string;
            kind: string;
            reason: string;
            rule: string | null;
            /** @enum {string} */
            actorKind: "api_key" | "channel" | "engine" | "link" | "user";
            actorName: string | null;
            /** @description What a person wrote. */
            text: string | null;
            detail: {
                [key: string]: unknown;
            };
        };
        IncidentDetail: {
            id: string;
            /** @enum {string} */
            cause: "carrier" | "device" | "planned" | "power_cut" | "self" | "uplink" | "weather";
            faultCode?: string;
            /** @enum {string} */
            severity: "critical" | "info" | "major" | "minor";
            /** @enum {string} */
            state: "acknowledged" | "open" | "resolved";
            unitId: string;
            unitName: string;
            /** @description The first fifty, by code. */
            deviceIds: string[];
            devices: components["schemas"]["IncidentDevice"][];
            deviceCount: number;
            /** @description Of a cause: its devices by kind. */
            counts?: Record<string, never>;
            /** @description Of a cause: how many units of each kind its devices belong to, at or below `unitId`. */
            reaches?: Record<string, never>;
            /** @description Of an uplink: what all of them hang on. */
            uplink?: components["schemas"]["IncidentUplink"];
            /** @description Of a carrier: whose network. */
            carrier?: string;
            /** @description Of a cause: nothing could testify for certain. */
            likely?: boolean;
            /** @description The cause that explains it, or explained it when it ended. */
            parentId?: string;
            /** @description When it began. */
            startedAt: string;
            /** @description When we knew. */
            openedAt: string;
            acknowledgedAt?: string;
            acknowledgedBy?: components["schemas"]["Acknowledger"];
            /** @description Until when that counts; then the incident is open again. */
            acknowledgedUntil?: string;
            /** @description When it was over. */
            endedAt?: string;
            resolvedAt?: string;
            reason: string;
            resolvedReason?: string;
            /** @description How many incidents it explains or explained; `?parentId=` lists them. */
            explainedCount: number;
            /** @description Oldest first. */
            timeline: components["schemas"]["IncidentEvent"][];
        };
        IncidentAcknowledgement: {
            /** @description I go instead of whoever has it. */
            takeOver?: boolean;
            /** @description For the others who were told. */
            note?: string;
            /** @description How long, in minutes; else as long as the unit's policy says. */
            untilMinutes?: number;
        };
        IncidentPerson: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "group_member" | "installer" | "it_officer" | "unit_leader" | "viewer";
            unitName: string;
            /** @description Where one is stored. */
            phone: string | null;
        };
        IncidentPeople: {
            items: components["schemas"]["IncidentPerson"][];
        };
        IncidentAssignment: {
            /** Format: uuid */
            userId: string;
            /** @description For the others who were told. */
            note?: string;
            /** @description How long, in minutes; else as long as the unit's policy says. */
            untilMinutes?: number;
        };
        IncidentResolution: {
            /** @description Why it is closed by hand. */
            text?: string;
        };
        IncidentComment: {
            text: string;
        };
        ExplainedTarget: {
            id: string;
            name: string;
        };
        ExplainAnswer: {
            /**
             * @description What it is about; answers come in the order `state`, `explained`, `covered`, `told`, `not_told`, `held`, `next`.
             * @enum {string}
             */
            kind: "covered" | "explained" | "held" | "next" | "not_told" | "state" | "told";
            /** @description The reason or the next step, stable. */
            code: string;
            /** @description Which version of which rule decided. */
            rule: string | null;
            /** @description When it was decided. */
            at: string | null;
            /** @description When it ends, or when it will happen. */
            until: string | null;
            target: components["schemas"]["ExplainedTarget"] | null;
            incidentId: string | null;
            /** @description What the message was about. */
            event: string | null;
            /** @description In the caller's language. */
            sentence: string;
        };
        Explanation: {
            /** @description When it was asked: answers are true of this moment. */
            at: string;
            answers: components["schemas"]["ExplainAnswer"][];
        };
        AckView: {
            /** @description The worst of them. */
            incident: components["schemas"]["IncidentSummary"];
            /** @description Everything the message spoke of; acknowledging takes them all. */
            incidents: components["schemas"]["IncidentSummary"][];
            expiresAt: string;
        };
        AckRequest: {
            /** @description I go instead of whoever has it. */
            takeOver?: boolean;
            /** @description For the others who were told. */
            note?: string;
            /** @description How long, in minutes; else as long as the unit's policy says. */
            untilMinutes?: number;
            /** @description Who goes and checks, as the others will read it. */
            name?: string;
        };
        NotificationAttempt: {
            attempt: number;
            startedAt: string;
            finishedAt: string | null;
            outcome: string | null;
            statusCode: number | null;
            detail: string | null;
        };
        NotificationView: {
            id: string;
            targetId: string;
            targetName: string;
            unitId: string;
            /** @enum {string} */
            channel: "email" | "sms" | "web_push" | "webhook" | "zalo_bot" | "zalo_gmf" | "zalo_template";
            event: string;
            /** @enum {string} */
            severity: "critical" | "info" | "major" | "minor";
            /** @enum {string} */
            language: "en" | "vi";
            /** @enum {string} */
            state: "accepted" | "delivered" | "failed" | "fell_back" | "queued" | "read" | "sending" | "suppressed";
            reason: string;
            /** @description Why it might reach the target when it was decided. */
            reach: string | null;
            /** @description Which limit of the target's budget it waited or waits for, until `nextAttemptAt`. */
            waitsFor: string | null;
            /** @description The message it left with instead. */
            bundledInto: string | null;
            /** @description The message to another target that could not be delivered, where this one says its words instead. */
            fellBackFrom: string | null;
            /** @description It may have arrived: its last attempt left us and nobody confirmed it. */
            uncertain: boolean;
            incidentIds: string[];
            createdAt: string;
            nextAttemptAt: string | null;
            acceptedAt: string | null;
            /** @description Where the provider tells it afterwards. */
            deliveredAt: string | null;
            readAt: string | null;
            failedAt: string | null;
            lastError: string | null;
            attempts: components["schemas"]["NotificationAttempt"][];
        };
        MaintenancePlace: {
            /** @enum {string} */
            kind: "device" | "site" | "unit";
            id: string;
            name: string;
        };
        Maintenance: {
            id: string;
            /** @enum {string} */
            kind: "power_outage" | "work";
            /**
             * @description Who or what made it.
             * @enum {string}
             */
            source: "firmware" | "import" | "person";
            place: components["schemas"]["MaintenancePlace"];
            unitId: string;
            unitName: string;
            /** @description Of one that comes once. */
            from: string | null;
            until: string | null;
            weekly: Record<string, never> | null;
            reason: string;
            madeBy: string | null;
            createdAt: string;
            /** @description When somebody ended it before its time. */
            endedAt: string | null;
            endedBy: string | null;
            /** @enum {string} */
            state: "coming" | "over" | "running";
            next: {
                from: string;
                until: string;
            };
        };
        WeeklyTimes: {
            /** @description 1 Monday … 7 Sunday. */
            weekdays: (1 | 2 | 3 | 4 | 5 | 6 | 7)[];
            from: string;
            /** @description Not later than `from`: on the next day. */
            to: string;
            /** @description The last day that begins one, `YYYY-MM-DD`; left out: for ever. */
            lastDay?: string | null;
        };
        NewMaintenance: {
            /**
             * Format: uuid
             * @description This unit and everything below it.
             */
            unitId?: string;
            /** Format: uuid */
            siteId?: string;
            /** Format: uuid */
            deviceId?: string;
            /**
             * @description `work` covers every trouble (standard); `power_outage` the silence of devices on the mains.
             * @enum {string}
             */
            kind?: "power_outage" | "work";
            /** @description With its zone: `2026-11-21T19:00:00+07:00`. */
            from?: string;
            until?: string;
            weekly?: components["schemas"]["WeeklyTimes"];
            /** @description In words, for everybody who asks why nothing was told. */
            reason: string;
        };
        MaintenanceImportRequest: {
            /** @description Lines of `unit code or name, from, until, reason`; times in the time of the unit. */
            csv: string;
        };
        ImportedOutage: {
            /** @description In the file, from 1. */
            line: number;
            unit: string;
            from: string;
            until: string;
            reason: string;
            /**
             * @description `made` (in a dry run: would be), `exists` already, or `refused`.
             * @enum {string}
             */
            state: "exists" | "made" | "refused";
            unitId: string | null;
            unitName: string | null;
            fromAt: string | null;
            untilAt: string | null;
            problems: {
                /** @enum {string} */
                code: "ends_before_it_begins" | "from_unreadable" | "is_past" | "quote_not_closed" | "reason_missing" | "too_long" | "unit_ambiguous" | "unit_missing" | "unit_unknown" | "until_unreadable";
                message: string;
            }[];
        };
        MaintenanceImportResult: {
            dryRun: boolean;
            made: number;
            exists: number;
            refused: number;
            lines: components["schemas"]["ImportedOutage"][];
        };
        DrillTargetView: {
            targetId: string;
            name: string;
            /** @enum {string} */
            channel: "email" | "sms" | "web_push" | "webhook" | "zalo_bot" | "zalo_gmf" | "zalo_template";
            /**
             * @description How its message stands; null once that is no longer kept.
             * @enum {string|null}
             */
            state: "accepted" | "delivered" | "failed" | "fell_back" | null | "queued" | "read" | "sending" | "suppressed";
            /** @description Why it did not arrive, as far as known. */
            error: string | null;
            acceptedAt: string | null;
            acknowledgedAt: string | null;
            acknowledgedBy: string | null;
        };
        DrillView: {
            id: string;
            unitId: string;
            /** @description `YYYY-MM`; null: asked for by a person. */
            month: string | null;
            /** @enum {string} */
            state: "given_up" | "told" | "waiting";
            /** @description Why it was told, waits, or was given up. */
            reason: string;
            rule: string;
            createdAt: string;
            /** @description When it is asked again whether it may be told; null once it is over. */
            waitsUntil: string | null;
            toldAt: string | null;
            acknowledgedAt: string | null;
            /** @description The first who answered. */
            acknowledgedBy: string | null;
            secondsToAcknowledge: number | null;
            targets: components["schemas"]["DrillTargetView"][];
        };
        UnreachableTarget: {
            targetId: string;
            name: string;
            /** @enum {string} */
            channel: "email" | "sms" | "web_push" | "webhook" | "zalo_bot" | "zalo_gmf" | "zalo_template";
            reason: string;
            since: string;
        };
        DrillPage: {
            items: components["schemas"]["DrillView"][];
            nextCursor: string | null;
            unreachable: components["schemas"]["UnreachableTarget"][];
        };
        DrillAckView: {
            unitName: string;
            toldAt: string;
            acknowledgedAt: string | null;
            acknowledgedBy: string | null;
            expiresAt: string;
        };
        DrillAckRequest: {
            /** @description Who answered, as the leader will read it. */
            name?: string;
        };
        MapSummary: {
            devices: number;
            sites: number;
            byHealth: {
                [key: string]: number;
            };
            /** @description As the map tells devices apart: one with a fault is a warning though it talks. */
            byState: {
                [key: string]: number;
            };
            /** @description Devices that talk and have at least one open fault. */
            withFaults: number;
            openIncidents: number;
        };
        MapExtent: {
            /** @description `[west, south, east, north]`; null: nothing is drawn. */
            box: number[] | null;
            sites: number;
            byState: {
                [key: string]: number;
            };
        };
        MapBase: {
            /**
             * @description Null: a plain ground. `raster`: image tiles by address; `pmtiles`: one file of image tiles.
             * @enum {string|null}
             */
            kind: null | "pmtiles" | "raster";
            url: string | null;
            attribution: string | null;
        };
        BoundaryCollection: {
            /** @enum {string} */
            type: "FeatureCollection";
            features: Record<string, never>[];
        };
        BoundariesImported: {
            imported: number;
        };
        NewBoundary: {
            /** @description GeoJSON Polygon or MultiPolygon: longitude, latitude in degrees (WGS84), closed rings, at most 20,000 points. */
            geometry: {
                [key: string]: unknown;
            };
        };
        AuditEntry: {
            id: string;
            at: string;
            /** @enum {string} */
            actorKind: "api_key" | "channel" | "link" | "system" | "user";
            actorId: string | null;
            action: string;
            objectKind: string;
            objectId: string | null;
            unitId: string | null;
            detail: {
                [key: string]: unknown;
            };
        };
        SecurityEntry: {
            id: string;
            /** @enum {string} */
            door: "mqtt" | "rest";
            /** @enum {string} */
            event: "api_key_refused" | "credentials_changed" | "foreign_camera" | "login_failed" | "login_throttled" | "protocol_violation" | "rate_limited" | "secret_revoked" | "takeover" | "topic_violation" | "unknown_device" | "wrong_secret";
            /** @description The device whose id was used; null: of nobody's device. */
            deviceId: string | null;
            deviceName: string | null;
            unitId: string | null;
            /** @description Null: from more places than are told apart. */
            address: string | null;
            firstAt: string;
            lastAt: string;
            count: number;
            /** @description What was claimed or asked for last, cut to 128 characters: text of a stranger. Never a secret. */
            sample: string;
        };
        Sticker: {
            siteId: string;
            code: string;
            name: string | null;
            landmark: string | null;
            unitId: string;
            unitName: string;
            /** @description What the code leads to. */
            url: string;
            /** @description False: nobody set `PUBLIC_URL`, so the address is only the one this call came by. Do not print it. */
            isLasting: boolean;
            /** @description The code as an SVG document. */
            svg: string;
            /** @description When the label before was replaced. */
            replacedAt: string | null;
        };
        NewStickerRoll: {
            count: number;
        };
        StickerRoll: {
            id: string;
            unitId: string;
            unitName: string;
            /** @description Stickers printed. */
            count: number;
            /** @description Of these: stuck somewhere, now or once. */
            used: number;
            /** @description Of these: lost or damaged before they were stuck. */
            lost: number;
            /** @description A4 pages of its sheet. */
            pages: number;
            /** @description False: nobody set `PUBLIC_URL`, so the codes lead to the address this call came by. Do not print it. */
            isLasting: boolean;
            createdAt: string;
        };
        StickerSite: {
            id: string;
            code: string;
            name: string | null;
            landmark: string | null;
        };
        PrintedSticker: {
            code: string;
            /** @description Its place in the roll, from 1. */
            number: number;
            /**
             * @description `replaced`: another label hangs at its place now. `void`: lost or damaged.
             * @enum {string}
             */
            state: "bound" | "free" | "replaced" | "void";
            boundAt: string | null;
            /** @description Where it is or was stuck; null too when that place is not for you. */
            site: components["schemas"]["StickerSite"] | null;
        };
        ScannedSticker: {
            /** @description Null: a label that was made for its place, not from a roll. */
            code: string | null;
            /** @enum {string} */
            state: "bound" | "free" | "replaced" | "void";
            /** @description Whose roll it is from, or whose place it hangs at. */
            unitId: string;
            unitName: string;
            /** @description Its public page. */
            url: string;
            boundAt: string | null;
            /** @description Null: stuck nowhere, or in another territory. */
            site: components["schemas"]["Site"] | null;
            /** @description In service at that place. */
            devices: components["schemas"]["DeviceSummary"][];
        };
        StickerBinding: {
            /** Format: uuid */
            siteId: string;
        };
        Contribution: {
            id: string;
            siteId: string;
            donor: string;
            amountDong: number | null;
            inKind: string | null;
            bought: string | null;
            spentDong: number | null;
            givenOn: string;
            isPublic: boolean;
            version: number;
            createdAt: string;
            updatedAt: string;
        };
        NewContribution: {
            donor: string;
            givenOn: string;
            /** @description In whole đồng. */
            amountDong?: number | null;
            /** @description What was given instead of, or beside, money: "20 bao xi măng", "3 ngày công". */
            inKind?: string | null;
            /** @description What came of it: "1 đèn 60 W và cột". */
            bought?: string | null;
            /** @description What that cost, in whole đồng. Nothing: all of the money, when `bought` says what it bought; else none of it yet. */
            spentDong?: number | null;
            /** @description The donor agreed to be named to everybody. */
            isPublic?: boolean;
        };
        ContributionChanges: {
            donor?: string;
            givenOn?: string;
            /** @description In whole đồng. */
            amountDong?: number | null;
            /** @description What was given instead of, or beside, money: "20 bao xi măng", "3 ngày công". */
            inKind?: string | null;
            /** @description What came of it: "1 đèn 60 W và cột". */
            bought?: string | null;
            /** @description What that cost, in whole đồng. Nothing: all of the money, when `bought` says what it bought; else none of it yet. */
            spentDong?: number | null;
            /** @description The donor agreed to be named to everybody. */
            isPublic?: boolean;
        };
        ContributionSums: {
            unitId: string;
            contributions: number;
            sites: number;
            /** @description Those with a gift in kind. */
            inKind: number;
            totalDong: number;
            /** @description What gifts have bought. */
            spentDong: number;
            repairs: number;
            /** @description What all repairs cost, whoever paid. */
            repairsDong: number;
            /** @description Of that, paid with gifts. */
            repairsFromGiftsDong: number;
            /** @description Left of the gifts: given, less what they bought and what was mended with them. Below 0: more was spent. */
            balanceDong: number;
        };
        Repair: {
            id: string;
            siteId: string;
            deviceId: string | null;
            deviceName: string | null;
            doneOn: string;
            what: string;
            costDong: number | null;
            doneBy: string | null;
            paidBy: string | null;
            fromGifts: boolean;
            isPublic: boolean;
            version: number;
            createdAt: string;
            updatedAt: string;
        };
        NewRepair: {
            /** @description Shown to everybody at the pole: no names in it. */
            what: string;
            doneOn: string;
            /**
             * Format: uuid
             * @description The thing that was mended; nothing: the place, its wires, its box.
             */
            deviceId?: string | null;
            /** @description In whole đồng. */
            costDong?: number | null;
            /** @description Who mended it, in words. */
            doneBy?: string | null;
            /** @description Who paid, in words. */
            paidBy?: string | null;
            /** @description Paid with what was given for the places: it lessens what is left of the gifts. */
            fromGifts?: boolean;
            /** @description Those who did and paid it agreed to be named to everybody. */
            isPublic?: boolean;
        };
        RepairChanges: {
            what?: string;
            doneOn?: string;
            /**
             * Format: uuid
             * @description The thing that was mended; nothing: the place, its wires, its box.
             */
            deviceId?: string | null;
            /** @description In whole đồng. */
            costDong?: number | null;
            /** @description Who mended it, in words. */
            doneBy?: string | null;
            /** @description Who paid, in words. */
            paidBy?: string | null;
            /** @description Paid with what was given for the places: it lessens what is left of the gifts. */
            fromGifts?: boolean;
            /** @description Those who did and paid it agreed to be named to everybody. */
            isPublic?: boolean;
        };
        PublicReport: {
            id: string;
            siteId: string;
            siteCode: string;
            siteName: string | null;
            landmark: string | null;
            unitId: string;
            unitName: string;
            /** @description Null: about the place. */
            deviceId: string | null;
            deviceName: string | null;
            /** @description The incident it belongs to. */
            incidentId: string | null;
            /** @enum {string} */
            what: "camera_broken" | "damaged" | "light_dark" | "light_flickers" | "other" | "wifi_down";
            note: string | null;
            /** @enum {string} */
            outcome: "device_talks" | "joined_incident" | "passed_on";
            /** @enum {string} */
            state: "closed" | "open";
            createdAt: string;
            closedAt: string | null;
            /** @enum {string|null} */
            closedBecause: "device_works" | null | "person";
            closedBy: string | null;
            closingNote: string | null;
        };
        PublicReportClosing: {
            /** @description For the others of the unit; residents do not see it. */
            note?: string | null;
        };
        VillageLinkField: {
            title: string;
            /** Format: uri */
            url: string;
        };
        VillagePageView: {
            unitId: string;
            isOpen: boolean;
            /** @description Null until it was opened for the first time. */
            url: string | null;
            isLasting: boolean;
            /** @description The address as a QR code, an SVG document. */
            svg: string | null;
            links: components["schemas"]["VillageLinkField"][];
            version: number;
        };
        VillagePageRequest: {
            isOpen: boolean;
            links: components["schemas"]["VillageLinkField"][];
        };
        PublicThing: {
            /** @enum {string} */
            kind: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
            /** @enum {string} */
            state: "hidden" | "maintenance" | "silent" | "unknown" | "unsteady" | "works";
            /** @description Since when it is so. */
            since: string | null;
            /**
             * @description What is being done; never who.
             * @enum {string|null}
             */
            doing: "known" | null | "somebody_goes";
            /**
             * @description What explains its trouble.
             * @enum {string|null}
             */
            cause: "carrier" | "device" | null | "planned" | "power_cut" | "self" | "uplink" | "weather";
        };
        PublicGift: {
            donor: string;
            amountDong: number | null;
            inKind: string | null;
            bought: string | null;
            givenOn: string;
        };
        PublicFunding: {
            /** @description Donors who agreed to be named, newest first. */
            named: components["schemas"]["PublicGift"][];
            unnamed: {
                count: number;
                totalDong: number;
            };
            count: number;
            totalDong: number;
        };
        PublicRepair: {
            what: string;
            doneOn: string;
            costDong: number | null;
            doneBy: string | null;
            paidBy: string | null;
        };
        PublicSiteReport: {
            /** @enum {string} */
            what: "camera_broken" | "damaged" | "light_dark" | "light_flickers" | "other" | "wifi_down";
            at: string;
            /** @enum {string} */
            state: "closed" | "open";
            /** @enum {string} */
            outcome: "device_talks" | "joined_incident" | "passed_on";
            closedAt: string | null;
            /**
             * @description `device_works`: the device itself says so.
             * @enum {string|null}
             */
            closedBecause: "device_works" | null | "person";
        };
        PublicSiteView: {
            code: string;
            name: string | null;
            landmark: string | null;
            unitName: string;
            things: components["schemas"]["PublicThing"][];
            funding: components["schemas"]["PublicFunding"];
            /** @description The last ten, newest first; none of a camera whose state is hidden. */
            repairs: components["schemas"]["PublicRepair"][];
            /** @description Of the last week, newest first; none about what is hidden. */
            reports: components["schemas"]["PublicSiteReport"][];
            /** @description What can be reported here. */
            choices: ("camera_broken" | "damaged" | "light_dark" | "light_flickers" | "other" | "wifi_down")[];
            villageUrl: string | null;
        };
        NewPublicReport: {
            /** @enum {string} */
            what: "camera_broken" | "damaged" | "light_dark" | "light_flickers" | "other" | "wifi_down";
            note?: string | null;
        };
        SentReport: {
            /** @enum {string} */
            what: "camera_broken" | "damaged" | "light_dark" | "light_flickers" | "other" | "wifi_down";
            at: string;
            /** @enum {string} */
            state: "closed" | "open";
            /** @enum {string} */
            outcome: "device_talks" | "joined_incident" | "passed_on";
            closedAt: string | null;
            /**
             * @description `device_works`: the device itself says so.
             * @enum {string|null}
             */
            closedBecause: "device_works" | null | "person";
            id: string;
            /** @description In a sentence. */
            message: string;
        };
        PublicVillageKind: {
            /** @enum {string} */
            kind: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
            total: number;
            /** @description Null: not shown here. */
            working: number | null;
        };
        PublicVillageView: {
            unitName: string;
            kinds: components["schemas"]["PublicVillageKind"][];
            /** @description Troubles mended in a year, of what is shown. */
            repaired: number;
            funding: components["schemas"]["PublicFunding"];
            links: components["schemas"]["VillageLinkField"][];
        };
        ErrorAnswer: {
            /**
             * @description Stable.
             * @enum {string}
             */
            errorCode: "validation_failed" | "malformed_json" | "malformed_request" | "body_too_large" | "unsupported_media_type" | "invalid_cursor" | "invalid_tile" | "unauthenticated" | "token_expired" | "session_ended" | "wrong_credentials" | "too_many_attempts" | "forbidden" | "grant_too_wide" | "not_found" | "unit_not_found" | "site_not_found" | "photo_not_found" | "thumbnail_not_found" | "device_not_found" | "user_not_found" | "grant_not_found" | "api_key_not_found" | "target_not_found" | "incident_not_found" | "operation_not_found" | "file_not_found" | "import_not_a_sheet" | "import_old_excel" | "import_too_large" | "import_no_header" | "import_column_twice" | "import_overtaken" | "template_not_found" | "report_too_large" | "not_an_edge_agent" | "agent_silent" | "operation_expired" | "operation_failed" | "acceptance_test_not_found" | "command_not_found" | "maintenance_not_found" | "zalo_link_not_found" | "too_many_link_codes" | "link_not_found" | "sticker_not_found" | "sticker_replaced" | "sticker_unknown" | "sticker_misread" | "sticker_free" | "sticker_void" | "sticker_roll_not_found" | "village_page_not_found" | "repair_not_found" | "contribution_not_found" | "public_report_not_found" | "public_report_is_closed" | "village_page_not_for_kind" | "too_many_labels" | "not_reportable_here" | "reported_too_fast" | "reported_often_today" | "unit_code_taken" | "unit_cycle" | "claim_code_not_found" | "claim_other_hardware" | "claimed_too_often" | "light_profile_not_found" | "bulk_change_not_found" | "bulk_change_is_over" | "second_person_needed" | "nothing_to_change" | "too_many_devices" | "unit_has_ended" | "parts_not_exact" | "sticker_bound_elsewhere" | "sticker_not_bound" | "place_near" | "site_code_taken" | "device_code_taken" | "registration_taken" | "serial_taken" | "mac_taken" | "email_taken" | "grant_exists" | "last_administrator" | "device_has_history" | "device_decommissioned" | "device_in_maintenance" | "acceptance_test_running" | "acceptance_test_not_passed" | "device_has_no_secret" | "device_takes_no_commands" | "command_not_for_kind" | "command_is_over" | "interval_too_long" | "too_many_commands" | "uplink_cycle" | "maintenance_is_over" | "fallback_cycle" | "fallback_not_above" | "fallback_other_audience" | "target_has_no_secret" | "nobody_to_tell" | "drill_too_soon" | "incident_resolved" | "channel_not_available" | "stale_version" | "idempotency_conflict" | "idempotency_in_progress" | "photo_not_readable" | "address_refused" | "overloaded" | "database_unavailable" | "storage_full" | "internal_error";
            /** @description In the language of Accept-Language (vi unless en is preferred). */
            message: string;
            details?: {
                [key: string]: unknown;
            };
        };
    };
    responses: {
        Refusal: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorAnswer"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Notices_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "CAM-7K3-QX9M",
                     *           "severity": "critical",
                     *           "cause": "self",
                     *           "since": "2026-11-21T12:00:00.000Z",
                     *           "message": "Không có đơn vị nào mang tên này.",
                     *           "details": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["NoticeList"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Canary_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "targetName": "Zalo tổ tự quản số 5",
                     *       "at": "2026-11-21T12:00:00.000Z",
                     *       "timeZone": "Asia/Ho_Chi_Minh",
                     *       "runs": [
                     *         {
                     *           "day": "2026-11-21",
                     *           "outcome": "failed",
                     *           "reason": "silent_past_deadline",
                     *           "error": "connection refused",
                     *           "startedAt": "2026-11-21T12:00:00.000Z",
                     *           "deadlineAt": "2026-11-21T12:00:00.000Z",
                     *           "secondsToIncident": 3,
                     *           "secondsToMessage": 3,
                     *           "secondsToEnd": 3
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CanaryView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Canary_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "at": "08:00"
                 *     }
                 */
                "application/json": components["schemas"]["CanarySettings"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "targetName": "Zalo tổ tự quản số 5",
                     *       "at": "2026-11-21T12:00:00.000Z",
                     *       "timeZone": "Asia/Ho_Chi_Minh",
                     *       "runs": [
                     *         {
                     *           "day": "2026-11-21",
                     *           "outcome": "failed",
                     *           "reason": "silent_past_deadline",
                     *           "error": "connection refused",
                     *           "startedAt": "2026-11-21T12:00:00.000Z",
                     *           "deadlineAt": "2026-11-21T12:00:00.000Z",
                     *           "secondsToIncident": 3,
                     *           "secondsToMessage": 3,
                     *           "secondsToEnd": 3
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["CanaryView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Session_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "admin@canhthon.local",
                 *       "password": "mat-khau-dai-va-kho-doan"
                 *     }
                 */
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessToken": "eyJhbGciOiJIUzI1NiJ9.e30.4Adcj3UFYzPUVaVF43Fm",
                     *       "refreshToken": "Zk9o1Jm2Yw4rT7uV0xC3bN6mQ9sE2dG5hK8lP1oI4uY",
                     *       "expiresIn": 3,
                     *       "user": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "kind": "api_key",
                     *         "email": "can-bo@example.org",
                     *         "name": "Camera cổng đình",
                     *         "language": "en",
                     *         "grants": [
                     *           {
                     *             "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "role": "admin",
                     *             "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "unitName": "Tổ tự quản số 5"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Session_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "Zk9o1Jm2Yw4rT7uV0xC3bN6mQ9sE2dG5hK8lP1oI4uY"
                 *     }
                 */
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accessToken": "eyJhbGciOiJIUzI1NiJ9.e30.4Adcj3UFYzPUVaVF43Fm",
                     *       "refreshToken": "Zk9o1Jm2Yw4rT7uV0xC3bN6mQ9sE2dG5hK8lP1oI4uY",
                     *       "expiresIn": 3,
                     *       "user": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "kind": "api_key",
                     *         "email": "can-bo@example.org",
                     *         "name": "Camera cổng đình",
                     *         "language": "en",
                     *         "grants": [
                     *           {
                     *             "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "role": "admin",
                     *             "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "unitName": "Tổ tự quản số 5"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Session_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refreshToken": "Zk9o1Jm2Yw4rT7uV0xC3bN6mQ9sE2dG5hK8lP1oI4uY"
                 *     }
                 */
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    Me_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "kind": "api_key",
                     *       "email": "can-bo@example.org",
                     *       "name": "Camera cổng đình",
                     *       "language": "en",
                     *       "grants": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "role": "admin",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Me_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Camera cổng đình",
                 *       "language": "en"
                 *     }
                 */
                "application/json": components["schemas"]["MeChanges"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "kind": "api_key",
                     *       "email": "can-bo@example.org",
                     *       "name": "Camera cổng đình",
                     *       "language": "en",
                     *       "grants": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "role": "admin",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Me_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "mat-khau-cu-cua-toi",
                 *       "newPassword": "mat-khau-moi-dai-hon"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    BulkChanges_list: {
        parameters: {
            query: {
                /** @description Not carried out yet, and not over. */
                state: "waiting";
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "action": "decommission",
                     *           "toUnitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "toUnitName": "Tổ tự quản số 5",
                     *           "count": 3,
                     *           "openIncidents": 3,
                     *           "needsSecond": true,
                     *           "proposedBy": "Cán bộ xã",
                     *           "isMine": true,
                     *           "devices": [
                     *             {
                     *               "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *               "code": "CAM-7K3-QX9M",
                     *               "name": "Camera cổng đình",
                     *               "kind": "camera",
                     *               "unitName": "Tổ tự quản số 5"
                     *             }
                     *           ],
                     *           "createdAt": "2026-11-21T12:00:00.000Z",
                     *           "expiresAt": "2026-11-21T12:00:00.000Z",
                     *           "doneAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["BulkChange"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    BulkChanges_propose: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "decommission",
                 *       "toUnitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "filter": {
                 *         "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *         "kind": "camera"
                 *       },
                 *       "deviceIds": [
                 *         "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewBulkChange"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "action": "decommission",
                     *       "toUnitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "toUnitName": "Tổ tự quản số 5",
                     *       "count": 3,
                     *       "openIncidents": 3,
                     *       "needsSecond": true,
                     *       "proposedBy": "Cán bộ xã",
                     *       "isMine": true,
                     *       "devices": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "name": "Camera cổng đình",
                     *           "kind": "camera",
                     *           "unitName": "Tổ tự quản số 5"
                     *         }
                     *       ],
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "expiresAt": "2026-11-21T12:00:00.000Z",
                     *       "doneAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["BulkChange"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    BulkChanges_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "action": "decommission",
                     *       "toUnitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "toUnitName": "Tổ tự quản số 5",
                     *       "count": 3,
                     *       "openIncidents": 3,
                     *       "needsSecond": true,
                     *       "proposedBy": "Cán bộ xã",
                     *       "isMine": true,
                     *       "devices": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "name": "Camera cổng đình",
                     *           "kind": "camera",
                     *           "unitName": "Tổ tự quản số 5"
                     *         }
                     *       ],
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "expiresAt": "2026-11-21T12:00:00.000Z",
                     *       "doneAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["BulkChange"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    BulkChanges_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    BulkChanges_carryOut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "action": "decommission",
                     *       "toUnitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "toUnitName": "Tổ tự quản số 5",
                     *       "count": 3,
                     *       "openIncidents": 3,
                     *       "needsSecond": true,
                     *       "proposedBy": "Cán bộ xã",
                     *       "isMine": true,
                     *       "devices": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "name": "Camera cổng đình",
                     *           "kind": "camera",
                     *           "unitName": "Tổ tự quản số 5"
                     *         }
                     *       ],
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "expiresAt": "2026-11-21T12:00:00.000Z",
                     *       "doneAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["BulkChange"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Territory_merge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unitIds": [
                 *         "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                 *       ],
                 *       "into": {
                 *         "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *         "name": "Camera cổng đình",
                 *         "code": "CAM-7K3-QX9M",
                 *         "kind": "commune"
                 *       },
                 *       "effectiveOn": "2025-07-01",
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["UnitsMerge"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "dryRun": true,
                     *       "effectiveOn": "2025-07-01",
                     *       "parts": [
                     *         {
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình",
                     *           "came": {
                     *             "units": 3,
                     *             "sites": 3,
                     *             "devices": 3,
                     *             "targets": 3
                     *           },
                     *           "devices": 3,
                     *           "openIncidents": 3,
                     *           "told": "above"
                     *         }
                     *       ],
                     *       "ended": [
                     *         {
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình"
                     *         }
                     *       ],
                     *       "grants": 3,
                     *       "fallbacks": [
                     *         {
                     *           "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "from": "Zalo xã Đan Phượng",
                     *           "to": "Zalo tỉnh"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TerritoryChange"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Territory_split: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "parts": [
                 *         {
                 *           "name": "Xã Đan Phượng",
                 *           "code": "09784",
                 *           "units": [
                 *             "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                 *           ]
                 *         },
                 *         {
                 *           "name": "Xã Ô Diên",
                 *           "code": "09787",
                 *           "rest": true
                 *         }
                 *       ],
                 *       "effectiveOn": "2025-07-01",
                 *       "dryRun": true
                 *     }
                 */
                "application/json": components["schemas"]["UnitSplit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "dryRun": true,
                     *       "effectiveOn": "2025-07-01",
                     *       "parts": [
                     *         {
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình",
                     *           "came": {
                     *             "units": 3,
                     *             "sites": 3,
                     *             "devices": 3,
                     *             "targets": 3
                     *           },
                     *           "devices": 3,
                     *           "openIncidents": 3,
                     *           "told": "above"
                     *         }
                     *       ],
                     *       "ended": [
                     *         {
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình"
                     *         }
                     *       ],
                     *       "grants": 3,
                     *       "fallbacks": [
                     *         {
                     *           "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "from": "Zalo xã Đan Phượng",
                     *           "to": "Zalo tỉnh"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["TerritoryChange"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Territory_of: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "before": [
                     *         {
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình",
                     *           "code": "CAM-7K3-QX9M",
                     *           "kind": "merge",
                     *           "effectiveOn": "2025-07-01"
                     *         }
                     *       ],
                     *       "after": [
                     *         {
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình",
                     *           "code": "CAM-7K3-QX9M",
                     *           "kind": "merge",
                     *           "effectiveOn": "2025-07-01"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["UnitSuccession"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Units_list: {
        parameters: {
            query?: {
                /** @description Direct children of this unit. */
                parentId?: string;
                /** @description Only the topmost units the caller may see. */
                roots?: "false" | "true";
                kind?: "commune" | "country" | "group" | "province" | "region" | "team" | "village";
                code?: string;
                q?: string;
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "kind": "commune",
                     *           "name": "Thôn Tháp Thượng",
                     *           "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "validFrom": "2025-07-01",
                     *           "validTo": "2030-12-31",
                     *           "latitude": 21.0865,
                     *           "longitude": 105.6682,
                     *           "timeZone": "Asia/Ho_Chi_Minh",
                     *           "path": "Xã Đan Phượng, Thôn Tháp Thượng",
                     *           "childCount": 3,
                     *           "aliases": [
                     *             "Xã Song Phượng"
                     *           ],
                     *           "version": 1,
                     *           "createdAt": "2026-11-21T12:00:00.000Z",
                     *           "updatedAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Unit"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Units_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "commune",
                 *       "name": "Thôn Tháp Thượng",
                 *       "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "code": "09784-03",
                 *       "validFrom": "2025-07-01",
                 *       "validTo": "2030-12-31",
                 *       "latitude": 21.0865,
                 *       "longitude": 105.6682
                 *     }
                 */
                "application/json": components["schemas"]["NewUnit"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "kind": "commune",
                     *       "name": "Thôn Tháp Thượng",
                     *       "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "code": "CAM-7K3-QX9M",
                     *       "validFrom": "2025-07-01",
                     *       "validTo": "2030-12-31",
                     *       "latitude": 21.0865,
                     *       "longitude": 105.6682,
                     *       "timeZone": "Asia/Ho_Chi_Minh",
                     *       "path": "Xã Đan Phượng, Thôn Tháp Thượng",
                     *       "childCount": 3,
                     *       "aliases": [
                     *         "Xã Song Phượng"
                     *       ],
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Unit"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Units_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "kind": "commune",
                     *       "name": "Thôn Tháp Thượng",
                     *       "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "code": "CAM-7K3-QX9M",
                     *       "validFrom": "2025-07-01",
                     *       "validTo": "2030-12-31",
                     *       "latitude": 21.0865,
                     *       "longitude": 105.6682,
                     *       "timeZone": "Asia/Ho_Chi_Minh",
                     *       "path": "Xã Đan Phượng, Thôn Tháp Thượng",
                     *       "childCount": 3,
                     *       "aliases": [
                     *         "Xã Song Phượng"
                     *       ],
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Unit"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Units_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "commune",
                 *       "name": "Camera cổng đình",
                 *       "code": "CAM-7K3-QX9M",
                 *       "validFrom": "2025-07-01",
                 *       "validTo": "2030-12-31",
                 *       "latitude": 21.0865,
                 *       "longitude": 105.6682
                 *     }
                 */
                "application/json": components["schemas"]["UnitChanges"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "kind": "commune",
                     *       "name": "Thôn Tháp Thượng",
                     *       "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "code": "CAM-7K3-QX9M",
                     *       "validFrom": "2025-07-01",
                     *       "validTo": "2030-12-31",
                     *       "latitude": 21.0865,
                     *       "longitude": 105.6682,
                     *       "timeZone": "Asia/Ho_Chi_Minh",
                     *       "path": "Xã Đan Phượng, Thôn Tháp Thượng",
                     *       "childCount": 3,
                     *       "aliases": [
                     *         "Xã Song Phượng"
                     *       ],
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Unit"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Units_move: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                 *     }
                 */
                "application/json": components["schemas"]["UnitMove"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "kind": "commune",
                     *       "name": "Thôn Tháp Thượng",
                     *       "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "code": "CAM-7K3-QX9M",
                     *       "validFrom": "2025-07-01",
                     *       "validTo": "2030-12-31",
                     *       "latitude": 21.0865,
                     *       "longitude": 105.6682,
                     *       "timeZone": "Asia/Ho_Chi_Minh",
                     *       "path": "Xã Đan Phượng, Thôn Tháp Thượng",
                     *       "childCount": 3,
                     *       "aliases": [
                     *         "Xã Song Phượng"
                     *       ],
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Unit"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Units_parents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "parentName": "Xã Đan Phượng",
                     *         "validFrom": "2025-07-01",
                     *         "validTo": "2030-12-31"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["UnitParentView"][];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Units_contacts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {}
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["UnitContacts"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Units_alias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Camera cổng đình",
                 *       "validFrom": "2025-07-01",
                 *       "validTo": "2030-12-31"
                 *     }
                 */
                "application/json": components["schemas"]["NewAlias"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "kind": "commune",
                     *       "name": "Thôn Tháp Thượng",
                     *       "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "code": "CAM-7K3-QX9M",
                     *       "validFrom": "2025-07-01",
                     *       "validTo": "2030-12-31",
                     *       "latitude": 21.0865,
                     *       "longitude": 105.6682,
                     *       "timeZone": "Asia/Ho_Chi_Minh",
                     *       "path": "Xã Đan Phượng, Thôn Tháp Thượng",
                     *       "childCount": 3,
                     *       "aliases": [
                     *         "Xã Song Phượng"
                     *       ],
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Unit"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Policy_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "own": {
                     *         "groupWaitSeconds": 60,
                     *         "repeatMinutes": 30,
                     *         "acknowledgeMinutes": 30,
                     *         "escalation": [
                     *           {
                     *             "afterMinutes": 30,
                     *             "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *           }
                     *         ],
                     *         "quietHours": {
                     *           "from": "22:00",
                     *           "to": "05:30"
                     *         },
                     *         "budget": {
                     *           "perHour": 3
                     *         },
                     *         "householdsEnabled": true,
                     *         "showCameraState": true,
                     *         "digestAt": "06:30",
                     *         "drill": {
                     *           "day": 5,
                     *           "at": "19:30"
                     *         }
                     *       },
                     *       "effective": {},
                     *       "from": {},
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["PolicyView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Policy_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "groupWaitSeconds": 60,
                 *       "repeatMinutes": 30,
                 *       "acknowledgeMinutes": 30,
                 *       "escalation": [
                 *         {
                 *           "afterMinutes": 30,
                 *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                 *         }
                 *       ],
                 *       "quietHours": {
                 *         "from": "22:00",
                 *         "to": "05:30"
                 *       },
                 *       "budget": {
                 *         "perHour": 3
                 *       },
                 *       "householdsEnabled": true,
                 *       "showCameraState": true,
                 *       "digestAt": "06:30",
                 *       "drill": {
                 *         "day": 5,
                 *         "at": "19:30"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["Policy"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "own": {
                     *         "groupWaitSeconds": 60,
                     *         "repeatMinutes": 30,
                     *         "acknowledgeMinutes": 30,
                     *         "escalation": [
                     *           {
                     *             "afterMinutes": 30,
                     *             "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *           }
                     *         ],
                     *         "quietHours": {
                     *           "from": "22:00",
                     *           "to": "05:30"
                     *         },
                     *         "budget": {
                     *           "perHour": 3
                     *         },
                     *         "householdsEnabled": true,
                     *         "showCameraState": true,
                     *         "digestAt": "06:30",
                     *         "drill": {
                     *           "day": 5,
                     *           "at": "19:30"
                     *         }
                     *       },
                     *       "effective": {},
                     *       "from": {},
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["PolicyView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Duty_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "shifts": [
                     *         {
                     *           "weekday": 6,
                     *           "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "from": "22:00",
                     *           "to": "05:30"
                     *         }
                     *       ],
                     *       "overrides": [
                     *         {
                     *           "date": "2026-11-25",
                     *           "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "from": "22:00",
                     *           "to": "05:30"
                     *         }
                     *       ],
                     *       "onDuty": [
                     *         "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *       ],
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DutyView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Duty_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shifts": [
                 *         {
                 *           "weekday": 6,
                 *           "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *           "from": "22:00",
                 *           "to": "05:30"
                 *         }
                 *       ],
                 *       "overrides": [
                 *         {
                 *           "date": "2026-11-25",
                 *           "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *           "from": "22:00",
                 *           "to": "05:30"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Duty"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "shifts": [
                     *         {
                     *           "weekday": 6,
                     *           "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "from": "22:00",
                     *           "to": "05:30"
                     *         }
                     *       ],
                     *       "overrides": [
                     *         {
                     *           "date": "2026-11-25",
                     *           "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "from": "22:00",
                     *           "to": "05:30"
                     *         }
                     *       ],
                     *       "onDuty": [
                     *         "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *       ],
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["DutyView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Sites_list: {
        parameters: {
            query?: {
                /** @description This unit and everything below it. */
                unitId?: string;
                /** @description `west,south,east,north` in degrees. */
                bbox?: string;
                q?: string;
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "name": "Camera cổng đình",
                     *           "landmark": "cạnh cổng đình",
                     *           "latitude": 21.0865,
                     *           "longitude": 105.6682,
                     *           "sticker": "K86P-5465",
                     *           "devices": 3,
                     *           "photoAt": "2026-11-21T12:00:00.000Z",
                     *           "version": 1,
                     *           "createdAt": "2026-11-21T12:00:00.000Z",
                     *           "updatedAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Site"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Sites_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "code": "CAM-7K3-QX9M",
                 *       "name": "Camera cổng đình",
                 *       "landmark": "cạnh cổng đình",
                 *       "latitude": 21.0865,
                 *       "longitude": 105.6682
                 *     }
                 */
                "application/json": components["schemas"]["NewSite"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "code": "CAM-7K3-QX9M",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "name": "Camera cổng đình",
                     *       "landmark": "cạnh cổng đình",
                     *       "latitude": 21.0865,
                     *       "longitude": 105.6682,
                     *       "sticker": "K86P-5465",
                     *       "devices": 3,
                     *       "photoAt": "2026-11-21T12:00:00.000Z",
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Site"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Sites_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "code": "CAM-7K3-QX9M",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "name": "Camera cổng đình",
                     *       "landmark": "cạnh cổng đình",
                     *       "latitude": 21.0865,
                     *       "longitude": 105.6682,
                     *       "sticker": "K86P-5465",
                     *       "devices": 3,
                     *       "photoAt": "2026-11-21T12:00:00.000Z",
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Site"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Sites_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "name": "Camera cổng đình",
                 *       "landmark": "cạnh cổng đình",
                 *       "latitude": 21.0865,
                 *       "longitude": 105.6682
                 *     }
                 */
                "application/json": components["schemas"]["SiteChanges"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "code": "CAM-7K3-QX9M",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "name": "Camera cổng đình",
                     *       "landmark": "cạnh cổng đình",
                     *       "latitude": 21.0865,
                     *       "longitude": 105.6682,
                     *       "sticker": "K86P-5465",
                     *       "devices": 3,
                     *       "photoAt": "2026-11-21T12:00:00.000Z",
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Site"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Sites_history: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "at": "2026-11-21T12:00:00.000Z",
                     *         "kind": "offline",
                     *         "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "deviceName": "Camera cổng đình",
                     *         "from": "22:00",
                     *         "to": "05:30",
                     *         "faultCode": "lamp_failure",
                     *         "reason": "silent_past_deadline"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["SiteEvent"][];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    SitePhoto_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example … */
                    "image/jpeg": string;
                    /** @example … */
                    "image/webp": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    SitePhoto_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description The picture as it is, at most 400 KiB. */
        requestBody: {
            content: {
                /** @example … */
                "image/jpeg": string;
                /** @example … */
                "image/webp": string;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    SitePhoto_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    Thumbnail_leave: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "own": true,
                     *       "allowed": true,
                     *       "from": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *     }
                     */
                    "application/json": components["schemas"]["ThumbnailLeaveView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Thumbnail_decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "allowed": true
                 *     }
                 */
                "application/json": components["schemas"]["ThumbnailLeaveChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "own": true,
                     *       "allowed": true,
                     *       "from": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *     }
                     */
                    "application/json": components["schemas"]["ThumbnailLeaveView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Thumbnail_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "code": "image_covered",
                     *         "at": "2026-11-21T12:00:00.000Z",
                     *         "deleteAt": "2026-11-28T12:00:00.000Z"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["ThumbnailView"][];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Thumbnail_picture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                code: "image_black" | "image_blurred" | "image_covered" | "image_frozen" | "image_moved";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example … */
                    "image/jpeg": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Operations_discover_0: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "agentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                 *     }
                 */
                "application/json": components["schemas"]["DiscoveryRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "operationId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *     }
                     */
                    "application/json": components["schemas"]["OperationStarted"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Operations_discover_1: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "agentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                 *     }
                 */
                "application/json": components["schemas"]["DiscoveryRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "operationId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *     }
                     */
                    "application/json": components["schemas"]["OperationStarted"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Operations_identify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "agentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "url": "http://192.168.1.20/onvif/device_service",
                 *       "username": "admin",
                 *       "password": "…"
                 *     }
                 */
                "application/json": components["schemas"]["IdentifyRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "operationId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *     }
                     */
                    "application/json": components["schemas"]["OperationStarted"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Operations_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "kind": "device_import",
                     *       "state": "succeeded",
                     *       "progress": 100,
                     *       "result": {
                     *         "dryRun": true,
                     *         "applied": false,
                     *         "rows": 120,
                     *         "made": 118,
                     *         "changed": 0,
                     *         "same": 0,
                     *         "refused": 2,
                     *         "unknownColumns": [
                     *           "STT"
                     *         ]
                     *       },
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:04.000Z"
                     *     }
                     */
                    "application/json": {
                        id: string;
                        /** @example device_import */
                        kind: string;
                        /** @enum {string} */
                        state: "failed" | "queued" | "running" | "succeeded";
                        /** @description Percent. */
                        progress: number;
                        result?: {
                            [key: string]: unknown;
                        };
                        errorCode?: string;
                        createdAt: string;
                        updatedAt: string;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Import_import: {
        parameters: {
            query?: {
                /** @description `true`: nothing is written, the report says what would become of each row. */
                dryRun?: "false" | "true";
                /** @description `true`: good rows are written although others are refused. Otherwise one refused row keeps all of them out. */
                onlyValid?: "false" | "true";
                /** @description What the list is about; units are looked for in it. The caller's whole territory unless given. */
                unitId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file as it is, at most 10 MiB. */
        requestBody: {
            content: {
                /** @example … */
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                /** @example … */
                "text/csv": string;
                /** @example … */
                "application/octet-stream": string;
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "operationId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *     }
                     */
                    "application/json": components["schemas"]["OperationStarted"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Import_template: {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example … */
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    /** @example … */
                    "text/csv": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Import_rows: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "changed" | "made" | "refused" | "same";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "line": 3,
                     *           "state": "changed",
                     *           "code": "CAM-7K3-QX9M",
                     *           "name": "Camera cổng đình",
                     *           "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "changes": [
                     *             "Tên thiết bị"
                     *           ],
                     *           "problems": [
                     *             {
                     *               "column": "Tổ phụ trách",
                     *               "code": "CAM-7K3-QX9M",
                     *               "message": "Không có đơn vị nào mang tên này."
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ImportRowView"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Import_file: {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example … */
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    /** @example … */
                    "text/csv": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Export_export: {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
                /** @description This unit and everything below it. */
                unitId?: string;
                kind?: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
                health?: "decommissioned" | "maintenance" | "never_seen" | "offline" | "online" | "suspect";
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example … */
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    /** @example … */
                    "text/csv": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    LightProfiles_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Đèn 20 W của xã",
                     *           "chemistry": "lead_acid",
                     *           "nominalVolts": 12,
                     *           "capacityAh": 46,
                     *           "panelWatts": 70,
                     *           "lampWatts": 20,
                     *           "dimming": [
                     *             {
                     *               "afterMinutes": 30,
                     *               "percent": 50
                     *             }
                     *           ],
                     *           "sensorOnly": true,
                     *           "lights": 3,
                     *           "mine": true,
                     *           "version": 1
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["LightProfileView"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    LightProfiles_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "name": "Đèn 20 W của xã",
                 *       "chemistry": "lead_acid",
                 *       "lampWatts": 20,
                 *       "nominalVolts": 12,
                 *       "capacityAh": 46,
                 *       "panelWatts": 70,
                 *       "dimming": [
                 *         {
                 *           "afterMinutes": 30,
                 *           "percent": 50
                 *         }
                 *       ],
                 *       "sensorOnly": true
                 *     }
                 */
                "application/json": components["schemas"]["NewLightProfile"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "name": "Đèn 20 W của xã",
                     *       "chemistry": "lead_acid",
                     *       "nominalVolts": 12,
                     *       "capacityAh": 46,
                     *       "panelWatts": 70,
                     *       "lampWatts": 20,
                     *       "dimming": [
                     *         {
                     *           "afterMinutes": 30,
                     *           "percent": 50
                     *         }
                     *       ],
                     *       "sensorOnly": true,
                     *       "lights": 3,
                     *       "mine": true,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["LightProfileView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    LightProfiles_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "name": "Đèn 20 W của xã",
                     *       "chemistry": "lead_acid",
                     *       "nominalVolts": 12,
                     *       "capacityAh": 46,
                     *       "panelWatts": 70,
                     *       "lampWatts": 20,
                     *       "dimming": [
                     *         {
                     *           "afterMinutes": 30,
                     *           "percent": 50
                     *         }
                     *       ],
                     *       "sensorOnly": true,
                     *       "lights": 3,
                     *       "mine": true,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["LightProfileView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    LightProfiles_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Đèn 20 W của xã",
                 *       "chemistry": "lead_acid",
                 *       "lampWatts": 20,
                 *       "nominalVolts": 12,
                 *       "capacityAh": 46,
                 *       "panelWatts": 70,
                 *       "dimming": [
                 *         {
                 *           "afterMinutes": 30,
                 *           "percent": 50
                 *         }
                 *       ],
                 *       "sensorOnly": true
                 *     }
                 */
                "application/json": components["schemas"]["LightProfileChanges"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "name": "Đèn 20 W của xã",
                     *       "chemistry": "lead_acid",
                     *       "nominalVolts": 12,
                     *       "capacityAh": 46,
                     *       "panelWatts": 70,
                     *       "lampWatts": 20,
                     *       "dimming": [
                     *         {
                     *           "afterMinutes": 30,
                     *           "percent": 50
                     *         }
                     *       ],
                     *       "sensorOnly": true,
                     *       "lights": 3,
                     *       "mine": true,
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["LightProfileView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    LightProfiles_assign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "deviceIds": [
                 *         "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                 *       ],
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                 *     }
                 */
                "application/json": components["schemas"]["LightsOfProfile"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "assigned": 3
                     *     }
                     */
                    "application/json": components["schemas"]["LightsAssigned"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    LightProfiles_worn: {
        parameters: {
            query: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description What is to be replaced or wiped. */
                part: "battery" | "panel";
                unitId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "name": "Đèn cổng đình",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "landmark": "cạnh cổng đình",
                     *           "wear": 0.42,
                     *           "reasons": [
                     *             "holds_little",
                     *             "gets_worse"
                     *           ],
                     *           "trend": [
                     *             71,
                     *             68,
                     *             66,
                     *             61,
                     *             58
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["PlannedLight"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Lights_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description This unit and everything below it. */
                unitId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "name": "Camera cổng đình",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "landmark": "cạnh cổng đình",
                     *           "night": "2026-11-22",
                     *           "decidedAt": "2026-11-21T12:00:00.000Z",
                     *           "likelihood": 3,
                     *           "reason": "silent_past_deadline",
                     *           "leftNow": 3,
                     *           "leftAtDusk": 3,
                     *           "need": 3,
                     *           "uncertainty": 3,
                     *           "correctedAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DarkLamp"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Lights_score: {
        parameters: {
            query?: {
                unitId?: string;
                /** @description Nights looked back on; 30 unless given. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "days": 3,
                     *       "nights": 3,
                     *       "listed": 3,
                     *       "dark": 3,
                     *       "right": 3,
                     *       "precision": 3,
                     *       "recall": 3
                     *     }
                     */
                    "application/json": components["schemas"]["DarkScore"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Devices_list: {
        parameters: {
            query?: {
                /** @description This unit and everything below it. */
                unitId?: string;
                siteId?: string;
                kind?: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
                /** @description Decommissioned devices are listed only when asked for. */
                health?: "decommissioned" | "maintenance" | "never_seen" | "offline" | "online" | "suspect";
                /** @description A fault code, or `any`. */
                fault?: string;
                /** @description `new`: only devices whose trouble (silence, fault) began within the last 24 hours. */
                trouble?: "new";
                /** @description `differs`: only those that do not run the firmware or settings that somebody wants. */
                software?: "differs";
                /** @description `west,south,east,north` in degrees. */
                bbox?: string;
                /** @description `urgency`: worst first. */
                sort?: "name" | "urgency";
                q?: string;
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "kind": "camera",
                     *           "name": "Camera cổng đình",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "siteCode": "D-7K3-QX9M",
                     *           "landmark": "cạnh cổng đình",
                     *           "latitude": 21.0865,
                     *           "longitude": 105.6682,
                     *           "health": "decommissioned",
                     *           "healthSince": "2026-11-21T12:00:00.000Z",
                     *           "faults": [
                     *             {
                     *               "code": "CAM-7K3-QX9M",
                     *               "severity": "critical",
                     *               "since": "2026-11-21T12:00:00.000Z"
                     *             }
                     *           ],
                     *           "lastSeenAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DeviceSummary"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Devices_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "solar_light",
                 *       "name": "Đèn ngã ba đình",
                 *       "lightProfileId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "latitude": 21.0865,
                 *       "longitude": 105.6682,
                 *       "landmark": "cạnh cổng đình",
                 *       "sticker": "K86P-5465",
                 *       "separatePlace": true,
                 *       "code": "DEN-7K3-QX9M",
                 *       "registrationId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "responsibleUnitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "powerSource": "battery",
                 *       "intervalSeconds": 60,
                 *       "offlineAfterSeconds": 180,
                 *       "funding": "Xã hội hóa năm 2026",
                 *       "payer": "Nhân dân thôn Tháp Thượng",
                 *       "serial": "DS2CD2043G2",
                 *       "mac": "a4:12:42:00:1b:9c",
                 *       "manufacturer": "Hikvision",
                 *       "model": "DS-2CD2043"
                 *     }
                 */
                "application/json": components["schemas"]["NewDevice"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "device": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "code": "CAM-7K3-QX9M",
                     *         "kind": "camera",
                     *         "name": "Camera cổng đình",
                     *         "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "unitName": "Tổ tự quản số 5",
                     *         "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "siteCode": "D-7K3-QX9M",
                     *         "landmark": "cạnh cổng đình",
                     *         "latitude": 21.0865,
                     *         "longitude": 105.6682,
                     *         "health": "decommissioned",
                     *         "healthSince": "2026-11-21T12:00:00.000Z",
                     *         "faults": [
                     *           {
                     *             "code": "CAM-7K3-QX9M",
                     *             "severity": "critical",
                     *             "since": "2026-11-21T12:00:00.000Z"
                     *           }
                     *         ],
                     *         "lastSeenAt": "2026-11-21T12:00:00.000Z",
                     *         "connectivity": "never_seen",
                     *         "healthReason": "on_time",
                     *         "lifecycle": "active",
                     *         "maintenanceUntil": "2026-11-21T12:00:00.000Z",
                     *         "site": {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình",
                     *           "landmark": "cạnh cổng đình",
                     *           "latitude": 21.0865,
                     *           "longitude": 105.6682,
                     *           "sticker": "K86P-5465"
                     *         },
                     *         "hardware": {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "manufacturer": "Hikvision",
                     *           "model": "DS-2CD2043",
                     *           "serial": "DS2CD2043G2",
                     *           "mac": "a4:12:42:00:1b:9c",
                     *           "firmware": "1.4.2"
                     *         },
                     *         "onvif": {
                     *           "url": "http://192.168.1.20/onvif/device_service",
                     *           "username": "admin",
                     *           "hasPassword": true,
                     *           "streamPort": 3,
                     *           "basicAllowed": true,
                     *           "credentialState": "accepted",
                     *           "blockedUntil": "2026-11-21T12:00:00.000Z",
                     *           "checkedAt": "2026-11-21T12:00:00.000Z"
                     *         },
                     *         "hasSecret": true,
                     *         "lightProfile": {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Đèn 20 W của xã"
                     *         },
                     *         "uplinkDeviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "powerSource": "battery",
                     *         "payer": "Nhân dân thôn Tháp Thượng",
                     *         "funding": "Xã hội hóa năm 2026",
                     *         "intervalSeconds": 60,
                     *         "offlineAfterSeconds": 60,
                     *         "firmware": {
                     *           "desired": "1.5.0",
                     *           "reported": "1.4.2",
                     *           "differs": true
                     *         },
                     *         "config": {
                     *           "desired": "1.5.0",
                     *           "reported": "1.4.2",
                     *           "differs": true
                     *         },
                     *         "facts": {
                     *           "batteryVoltage": 12.6
                     *         },
                     *         "factsAt": "2026-11-21T12:00:00.000Z",
                     *         "extra": {},
                     *         "lastRejected": {
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "topic": "v1/devices/0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90/heartbeat",
                     *           "reason": "silent_past_deadline",
                     *           "path": "Xã Đan Phượng, Thôn Tháp Thượng",
                     *           "payload": "{\"bootId\":1}",
                     *           "count": 3
                     *         },
                     *         "version": 1,
                     *         "createdAt": "2026-11-21T12:00:00.000Z",
                     *         "updatedAt": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "mqtt": {
                     *         "clientId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "username": "admin",
                     *         "password": "mat-khau-dai-va-kho-doan",
                     *         "topicPrefix": "v1/devices/0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90/"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RegisteredDevice"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Devices_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "code": "CAM-7K3-QX9M",
                     *       "kind": "camera",
                     *       "name": "Camera cổng đình",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "siteCode": "D-7K3-QX9M",
                     *       "landmark": "cạnh cổng đình",
                     *       "latitude": 21.0865,
                     *       "longitude": 105.6682,
                     *       "health": "decommissioned",
                     *       "healthSince": "2026-11-21T12:00:00.000Z",
                     *       "faults": [
                     *         {
                     *           "code": "CAM-7K3-QX9M",
                     *           "severity": "critical",
                     *           "since": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "lastSeenAt": "2026-11-21T12:00:00.000Z",
                     *       "connectivity": "never_seen",
                     *       "healthReason": "on_time",
                     *       "lifecycle": "active",
                     *       "maintenanceUntil": "2026-11-21T12:00:00.000Z",
                     *       "site": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "code": "CAM-7K3-QX9M",
                     *         "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình",
                     *         "landmark": "cạnh cổng đình",
                     *         "latitude": 21.0865,
                     *         "longitude": 105.6682,
                     *         "sticker": "K86P-5465"
                     *       },
                     *       "hardware": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "manufacturer": "Hikvision",
                     *         "model": "DS-2CD2043",
                     *         "serial": "DS2CD2043G2",
                     *         "mac": "a4:12:42:00:1b:9c",
                     *         "firmware": "1.4.2"
                     *       },
                     *       "onvif": {
                     *         "url": "http://192.168.1.20/onvif/device_service",
                     *         "username": "admin",
                     *         "hasPassword": true,
                     *         "streamPort": 3,
                     *         "basicAllowed": true,
                     *         "credentialState": "accepted",
                     *         "blockedUntil": "2026-11-21T12:00:00.000Z",
                     *         "checkedAt": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "hasSecret": true,
                     *       "lightProfile": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Đèn 20 W của xã"
                     *       },
                     *       "uplinkDeviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "powerSource": "battery",
                     *       "payer": "Nhân dân thôn Tháp Thượng",
                     *       "funding": "Xã hội hóa năm 2026",
                     *       "intervalSeconds": 60,
                     *       "offlineAfterSeconds": 60,
                     *       "firmware": {
                     *         "desired": "1.5.0",
                     *         "reported": "1.4.2",
                     *         "differs": true
                     *       },
                     *       "config": {
                     *         "desired": "1.5.0",
                     *         "reported": "1.4.2",
                     *         "differs": true
                     *       },
                     *       "facts": {
                     *         "batteryVoltage": 12.6
                     *       },
                     *       "factsAt": "2026-11-21T12:00:00.000Z",
                     *       "extra": {},
                     *       "lastRejected": {
                     *         "at": "2026-11-21T12:00:00.000Z",
                     *         "topic": "v1/devices/0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90/heartbeat",
                     *         "reason": "silent_past_deadline",
                     *         "path": "Xã Đan Phượng, Thôn Tháp Thượng",
                     *         "payload": "{\"bootId\":1}",
                     *         "count": 3
                     *       },
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DeviceDetail"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Devices_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    Devices_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Camera cổng đình",
                 *       "desiredFirmware": "1.5.0",
                 *       "desiredConfig": "c8",
                 *       "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "onvif": {
                 *         "url": "http://192.168.1.20/onvif/device_service",
                 *         "username": "admin",
                 *         "password": "mat-khau-dai-va-kho-doan",
                 *         "streamPort": 3,
                 *         "basicAllowed": true
                 *       },
                 *       "maintenanceUntil": "2026-11-30T17:00:00+07:00",
                 *       "responsibleUnitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "uplinkDeviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "powerSource": "battery",
                 *       "intervalSeconds": 60,
                 *       "offlineAfterSeconds": 60,
                 *       "funding": "Xã hội hóa năm 2026",
                 *       "payer": "Nhân dân thôn Tháp Thượng",
                 *       "serial": "DS2CD2043G2",
                 *       "mac": "a4:12:42:00:1b:9c",
                 *       "manufacturer": "Hikvision",
                 *       "model": "DS-2CD2043"
                 *     }
                 */
                "application/json": components["schemas"]["DeviceChanges"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "code": "CAM-7K3-QX9M",
                     *       "kind": "camera",
                     *       "name": "Camera cổng đình",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "siteCode": "D-7K3-QX9M",
                     *       "landmark": "cạnh cổng đình",
                     *       "latitude": 21.0865,
                     *       "longitude": 105.6682,
                     *       "health": "decommissioned",
                     *       "healthSince": "2026-11-21T12:00:00.000Z",
                     *       "faults": [
                     *         {
                     *           "code": "CAM-7K3-QX9M",
                     *           "severity": "critical",
                     *           "since": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "lastSeenAt": "2026-11-21T12:00:00.000Z",
                     *       "connectivity": "never_seen",
                     *       "healthReason": "on_time",
                     *       "lifecycle": "active",
                     *       "maintenanceUntil": "2026-11-21T12:00:00.000Z",
                     *       "site": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "code": "CAM-7K3-QX9M",
                     *         "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình",
                     *         "landmark": "cạnh cổng đình",
                     *         "latitude": 21.0865,
                     *         "longitude": 105.6682,
                     *         "sticker": "K86P-5465"
                     *       },
                     *       "hardware": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "manufacturer": "Hikvision",
                     *         "model": "DS-2CD2043",
                     *         "serial": "DS2CD2043G2",
                     *         "mac": "a4:12:42:00:1b:9c",
                     *         "firmware": "1.4.2"
                     *       },
                     *       "onvif": {
                     *         "url": "http://192.168.1.20/onvif/device_service",
                     *         "username": "admin",
                     *         "hasPassword": true,
                     *         "streamPort": 3,
                     *         "basicAllowed": true,
                     *         "credentialState": "accepted",
                     *         "blockedUntil": "2026-11-21T12:00:00.000Z",
                     *         "checkedAt": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "hasSecret": true,
                     *       "lightProfile": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Đèn 20 W của xã"
                     *       },
                     *       "uplinkDeviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "powerSource": "battery",
                     *       "payer": "Nhân dân thôn Tháp Thượng",
                     *       "funding": "Xã hội hóa năm 2026",
                     *       "intervalSeconds": 60,
                     *       "offlineAfterSeconds": 60,
                     *       "firmware": {
                     *         "desired": "1.5.0",
                     *         "reported": "1.4.2",
                     *         "differs": true
                     *       },
                     *       "config": {
                     *         "desired": "1.5.0",
                     *         "reported": "1.4.2",
                     *         "differs": true
                     *       },
                     *       "facts": {
                     *         "batteryVoltage": 12.6
                     *       },
                     *       "factsAt": "2026-11-21T12:00:00.000Z",
                     *       "extra": {},
                     *       "lastRejected": {
                     *         "at": "2026-11-21T12:00:00.000Z",
                     *         "topic": "v1/devices/0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90/heartbeat",
                     *         "reason": "silent_past_deadline",
                     *         "path": "Xã Đan Phượng, Thôn Tháp Thượng",
                     *         "payload": "{\"bootId\":1}",
                     *         "count": 3
                     *       },
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DeviceDetail"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Devices_health: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "health": "decommissioned",
                     *       "connectivity": "never_seen",
                     *       "reason": "silent_past_deadline",
                     *       "since": "2026-11-21T12:00:00.000Z",
                     *       "knownAt": "2026-11-21T12:00:00.000Z",
                     *       "silentSince": "2026-11-21T12:00:00.000Z",
                     *       "lastSeenAt": "2026-11-21T12:00:00.000Z",
                     *       "maintenanceUntil": "2026-11-21T12:00:00.000Z",
                     *       "faults": [
                     *         {
                     *           "code": "CAM-7K3-QX9M",
                     *           "severity": "critical",
                     *           "since": "2026-11-21T12:00:00.000Z",
                     *           "knownAt": "2026-11-21T12:00:00.000Z",
                     *           "evidence": {
                     *             "batteryLevel": 9
                     *           }
                     *         }
                     *       ],
                     *       "facts": {
                     *         "batteryVoltage": 12.6
                     *       },
                     *       "factsAt": "2026-11-21T12:00:00.000Z",
                     *       "extra": {},
                     *       "lastRejected": {
                     *         "at": "2026-11-21T12:00:00.000Z",
                     *         "topic": "v1/devices/0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90/heartbeat",
                     *         "reason": "silent_past_deadline",
                     *         "path": "Xã Đan Phượng, Thôn Tháp Thượng",
                     *         "payload": "{\"bootId\":1}",
                     *         "count": 3
                     *       },
                     *       "ladder": [
                     *         {
                     *           "rung": "clock",
                     *           "state": "fault",
                     *           "reason": "silent_past_deadline",
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "evidence": {
                     *             "batteryLevel": 9
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeviceHealth"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Devices_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "clientId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "username": "admin",
                     *       "password": "mat-khau-dai-va-kho-doan",
                     *       "topicPrefix": "v1/devices/0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90/"
                     *     }
                     */
                    "application/json": components["schemas"]["MqttCredentials"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Devices_revokeSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    Devices_hardware: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "manufacturer": "Hikvision",
                     *         "model": "DS-2CD2043",
                     *         "serial": "DS2CD2043G2",
                     *         "mac": "a4:12:42:00:1b:9c",
                     *         "firmware": "1.4.2",
                     *         "from": "22:00",
                     *         "until": "2026-11-30T17:00:00+07:00"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["HardwareAtDevice"][];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Devices_replaceHardware: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "onvif": {
                 *         "url": "http://192.168.1.20/onvif/device_service",
                 *         "username": "admin",
                 *         "password": "mat-khau-dai-va-kho-doan",
                 *         "streamPort": 3,
                 *         "basicAllowed": true
                 *       },
                 *       "serial": "DS2CD2043G2",
                 *       "mac": "a4:12:42:00:1b:9c",
                 *       "manufacturer": "Hikvision",
                 *       "model": "DS-2CD2043"
                 *     }
                 */
                "application/json": components["schemas"]["NewHardware"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "device": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "code": "CAM-7K3-QX9M",
                     *         "kind": "camera",
                     *         "name": "Camera cổng đình",
                     *         "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "unitName": "Tổ tự quản số 5",
                     *         "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "siteCode": "D-7K3-QX9M",
                     *         "landmark": "cạnh cổng đình",
                     *         "latitude": 21.0865,
                     *         "longitude": 105.6682,
                     *         "health": "decommissioned",
                     *         "healthSince": "2026-11-21T12:00:00.000Z",
                     *         "faults": [
                     *           {
                     *             "code": "CAM-7K3-QX9M",
                     *             "severity": "critical",
                     *             "since": "2026-11-21T12:00:00.000Z"
                     *           }
                     *         ],
                     *         "lastSeenAt": "2026-11-21T12:00:00.000Z",
                     *         "connectivity": "never_seen",
                     *         "healthReason": "on_time",
                     *         "lifecycle": "active",
                     *         "maintenanceUntil": "2026-11-21T12:00:00.000Z",
                     *         "site": {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình",
                     *           "landmark": "cạnh cổng đình",
                     *           "latitude": 21.0865,
                     *           "longitude": 105.6682,
                     *           "sticker": "K86P-5465"
                     *         },
                     *         "hardware": {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "manufacturer": "Hikvision",
                     *           "model": "DS-2CD2043",
                     *           "serial": "DS2CD2043G2",
                     *           "mac": "a4:12:42:00:1b:9c",
                     *           "firmware": "1.4.2"
                     *         },
                     *         "onvif": {
                     *           "url": "http://192.168.1.20/onvif/device_service",
                     *           "username": "admin",
                     *           "hasPassword": true,
                     *           "streamPort": 3,
                     *           "basicAllowed": true,
                     *           "credentialState": "accepted",
                     *           "blockedUntil": "2026-11-21T12:00:00.000Z",
                     *           "checkedAt": "2026-11-21T12:00:00.000Z"
                     *         },
                     *         "hasSecret": true,
                     *         "lightProfile": {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Đèn 20 W của xã"
                     *         },
                     *         "uplinkDeviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "powerSource": "battery",
                     *         "payer": "Nhân dân thôn Tháp Thượng",
                     *         "funding": "Xã hội hóa năm 2026",
                     *         "intervalSeconds": 60,
                     *         "offlineAfterSeconds": 60,
                     *         "firmware": {
                     *           "desired": "1.5.0",
                     *           "reported": "1.4.2",
                     *           "differs": true
                     *         },
                     *         "config": {
                     *           "desired": "1.5.0",
                     *           "reported": "1.4.2",
                     *           "differs": true
                     *         },
                     *         "facts": {
                     *           "batteryVoltage": 12.6
                     *         },
                     *         "factsAt": "2026-11-21T12:00:00.000Z",
                     *         "extra": {},
                     *         "lastRejected": {
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "topic": "v1/devices/0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90/heartbeat",
                     *           "reason": "silent_past_deadline",
                     *           "path": "Xã Đan Phượng, Thôn Tháp Thượng",
                     *           "payload": "{\"bootId\":1}",
                     *           "count": 3
                     *         },
                     *         "version": 1,
                     *         "createdAt": "2026-11-21T12:00:00.000Z",
                     *         "updatedAt": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "mqtt": {
                     *         "clientId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "username": "admin",
                     *         "password": "mat-khau-dai-va-kho-doan",
                     *         "topicPrefix": "v1/devices/0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90/"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["RegisteredDevice"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Devices_decommission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "code": "CAM-7K3-QX9M",
                     *       "kind": "camera",
                     *       "name": "Camera cổng đình",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "siteCode": "D-7K3-QX9M",
                     *       "landmark": "cạnh cổng đình",
                     *       "latitude": 21.0865,
                     *       "longitude": 105.6682,
                     *       "health": "decommissioned",
                     *       "healthSince": "2026-11-21T12:00:00.000Z",
                     *       "faults": [
                     *         {
                     *           "code": "CAM-7K3-QX9M",
                     *           "severity": "critical",
                     *           "since": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "lastSeenAt": "2026-11-21T12:00:00.000Z",
                     *       "connectivity": "never_seen",
                     *       "healthReason": "on_time",
                     *       "lifecycle": "active",
                     *       "maintenanceUntil": "2026-11-21T12:00:00.000Z",
                     *       "site": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "code": "CAM-7K3-QX9M",
                     *         "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình",
                     *         "landmark": "cạnh cổng đình",
                     *         "latitude": 21.0865,
                     *         "longitude": 105.6682,
                     *         "sticker": "K86P-5465"
                     *       },
                     *       "hardware": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "manufacturer": "Hikvision",
                     *         "model": "DS-2CD2043",
                     *         "serial": "DS2CD2043G2",
                     *         "mac": "a4:12:42:00:1b:9c",
                     *         "firmware": "1.4.2"
                     *       },
                     *       "onvif": {
                     *         "url": "http://192.168.1.20/onvif/device_service",
                     *         "username": "admin",
                     *         "hasPassword": true,
                     *         "streamPort": 3,
                     *         "basicAllowed": true,
                     *         "credentialState": "accepted",
                     *         "blockedUntil": "2026-11-21T12:00:00.000Z",
                     *         "checkedAt": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "hasSecret": true,
                     *       "lightProfile": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Đèn 20 W của xã"
                     *       },
                     *       "uplinkDeviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "powerSource": "battery",
                     *       "payer": "Nhân dân thôn Tháp Thượng",
                     *       "funding": "Xã hội hóa năm 2026",
                     *       "intervalSeconds": 60,
                     *       "offlineAfterSeconds": 60,
                     *       "firmware": {
                     *         "desired": "1.5.0",
                     *         "reported": "1.4.2",
                     *         "differs": true
                     *       },
                     *       "config": {
                     *         "desired": "1.5.0",
                     *         "reported": "1.4.2",
                     *         "differs": true
                     *       },
                     *       "facts": {
                     *         "batteryVoltage": 12.6
                     *       },
                     *       "factsAt": "2026-11-21T12:00:00.000Z",
                     *       "extra": {},
                     *       "lastRejected": {
                     *         "at": "2026-11-21T12:00:00.000Z",
                     *         "topic": "v1/devices/0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90/heartbeat",
                     *         "reason": "silent_past_deadline",
                     *         "path": "Xã Đan Phượng, Thôn Tháp Thượng",
                     *         "payload": "{\"bootId\":1}",
                     *         "count": 3
                     *       },
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DeviceDetail"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Claims_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "state": "claimed",
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "expiresAt": "2026-11-21T12:00:00.000Z",
                     *       "claimedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ClaimCode"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Claims_make: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "state": "claimed",
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "expiresAt": "2026-11-21T12:00:00.000Z",
                     *       "claimedAt": "2026-11-21T12:00:00.000Z",
                     *       "claimCode": "kx7m-a2pq-rst3"
                     *     }
                     */
                    "application/json": components["schemas"]["NewClaimCode"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Claims_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    Claims_claim: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "claimCode": "kx7m-a2pq-rst3",
                 *       "nonce": "7f1c8a44-31f0-4d0e-9f0a-3a0c1f6e2b11",
                 *       "publicKey": "LxB607C/j16A+iyz9njkY6gSbcPEuN5TuOgjj6Ipe2g=",
                 *       "serial": "DS2CD2043G2",
                 *       "mac": "a4:12:42:00:1b:9c",
                 *       "manufacturer": "Hikvision",
                 *       "model": "DS-2CD2043"
                 *     }
                 */
                "application/json": components["schemas"]["ClaimRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "mqtt": {
                     *         "clientId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "username": "admin",
                     *         "password": "mat-khau-dai-va-kho-doan",
                     *         "topicPrefix": "v1/devices/0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90/"
                     *       },
                     *       "door": {
                     *         "host": "canhthon.example.org",
                     *         "port": 1883,
                     *         "tlsPort": 8883
                     *       },
                     *       "intervalSeconds": 60
                     *     }
                     */
                    "application/json": components["schemas"]["ClaimedDevice"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Claims_snippets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "name": "Camera cổng đình",
                     *         "text": "mosquitto_pub -h canhthon.example.org -p 1883 …"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["Snippet"][];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Commands_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "acknowledged" | "cancelled" | "expired" | "queued" | "sent";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "apply_config",
                     *           "arguments": {
                     *             "seconds": 10
                     *           },
                     *           "state": "acknowledged",
                     *           "reason": "silent_past_deadline",
                     *           "result": "done",
                     *           "detail": "done",
                     *           "requestedKind": "user",
                     *           "requestedBy": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "createdAt": "2026-11-21T12:00:00.000Z",
                     *           "expiresAt": "2026-11-21T12:00:00.000Z",
                     *           "sentAt": "2026-11-21T12:00:00.000Z",
                     *           "attempts": 3,
                     *           "closedAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["DeviceCommand"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Commands_send: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "lamp_test",
                 *       "arguments": {
                 *         "seconds": 10
                 *       },
                 *       "expiresInSeconds": 60
                 *     }
                 */
                "application/json": components["schemas"]["NewCommand"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "name": "apply_config",
                     *       "arguments": {
                     *         "seconds": 10
                     *       },
                     *       "state": "acknowledged",
                     *       "reason": "silent_past_deadline",
                     *       "result": "done",
                     *       "detail": "done",
                     *       "requestedKind": "user",
                     *       "requestedBy": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "expiresAt": "2026-11-21T12:00:00.000Z",
                     *       "sentAt": "2026-11-21T12:00:00.000Z",
                     *       "attempts": 3,
                     *       "closedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DeviceCommand"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Commands_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                commandId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "name": "apply_config",
                     *       "arguments": {
                     *         "seconds": 10
                     *       },
                     *       "state": "acknowledged",
                     *       "reason": "silent_past_deadline",
                     *       "result": "done",
                     *       "detail": "done",
                     *       "requestedKind": "user",
                     *       "requestedBy": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "expiresAt": "2026-11-21T12:00:00.000Z",
                     *       "sentAt": "2026-11-21T12:00:00.000Z",
                     *       "attempts": 3,
                     *       "closedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DeviceCommand"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Commands_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                commandId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "name": "apply_config",
                     *       "arguments": {
                     *         "seconds": 10
                     *       },
                     *       "state": "acknowledged",
                     *       "reason": "silent_past_deadline",
                     *       "result": "done",
                     *       "detail": "done",
                     *       "requestedKind": "user",
                     *       "requestedBy": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "expiresAt": "2026-11-21T12:00:00.000Z",
                     *       "sentAt": "2026-11-21T12:00:00.000Z",
                     *       "attempts": 3,
                     *       "closedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DeviceCommand"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Acceptance_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "deviceKind": "camera",
                     *           "state": "failed",
                     *           "startedBy": "Cán bộ lắp đặt",
                     *           "startedAt": "2026-11-21T12:00:00.000Z",
                     *           "deadlineAt": "2026-11-21T12:00:00.000Z",
                     *           "finishedAt": "2026-11-21T12:00:00.000Z",
                     *           "certificateNumber": "NT-CAM-7K3-QX9M-1",
                     *           "checkCode": "21EC-D889-8517"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AcceptanceSummary"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Acceptance_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "steps": [
                     *         {
                     *           "step": "picture",
                     *           "name": "Hình ảnh",
                     *           "state": "ok",
                     *           "reason": "picture_received",
                     *           "text": "Lấy được một ảnh (1920 × 1080 điểm ảnh, 214 KB)",
                     *           "whatToDo": "Xem đường mạng tới camera có chập chờn không.",
                     *           "evidence": {
                     *             "bytes": 218452,
                     *             "width": 1920,
                     *             "height": 1080
                     *           }
                     *         }
                     *       ],
                     *       "signing": {
                     *         "signedAt": "2026-11-21T12:00:00.000Z",
                     *         "installer": "Tổ công nghệ số cộng đồng",
                     *         "receiver": "Tổ trưởng tổ tự quản số 5",
                     *         "witness": "Một hộ cạnh cột",
                     *         "notes": "Đã bàn giao chìa khóa tủ điện."
                     *       },
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceKind": "camera",
                     *       "state": "failed",
                     *       "startedBy": "Cán bộ lắp đặt",
                     *       "startedAt": "2026-11-21T12:00:00.000Z",
                     *       "deadlineAt": "2026-11-21T12:00:00.000Z",
                     *       "finishedAt": "2026-11-21T12:00:00.000Z",
                     *       "certificateNumber": "NT-CAM-7K3-QX9M-1",
                     *       "checkCode": "21EC-D889-8517"
                     *     }
                     */
                    "application/json": components["schemas"]["AcceptanceTest"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Acceptance_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "steps": [
                     *         {
                     *           "step": "picture",
                     *           "name": "Hình ảnh",
                     *           "state": "ok",
                     *           "reason": "picture_received",
                     *           "text": "Lấy được một ảnh (1920 × 1080 điểm ảnh, 214 KB)",
                     *           "whatToDo": "Xem đường mạng tới camera có chập chờn không.",
                     *           "evidence": {
                     *             "bytes": 218452,
                     *             "width": 1920,
                     *             "height": 1080
                     *           }
                     *         }
                     *       ],
                     *       "signing": {
                     *         "signedAt": "2026-11-21T12:00:00.000Z",
                     *         "installer": "Tổ công nghệ số cộng đồng",
                     *         "receiver": "Tổ trưởng tổ tự quản số 5",
                     *         "witness": "Một hộ cạnh cột",
                     *         "notes": "Đã bàn giao chìa khóa tủ điện."
                     *       },
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceKind": "camera",
                     *       "state": "failed",
                     *       "startedBy": "Cán bộ lắp đặt",
                     *       "startedAt": "2026-11-21T12:00:00.000Z",
                     *       "deadlineAt": "2026-11-21T12:00:00.000Z",
                     *       "finishedAt": "2026-11-21T12:00:00.000Z",
                     *       "certificateNumber": "NT-CAM-7K3-QX9M-1",
                     *       "checkCode": "21EC-D889-8517"
                     *     }
                     */
                    "application/json": components["schemas"]["AcceptanceTest"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Acceptance_sign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "installer": "Tổ công nghệ số cộng đồng",
                 *       "receiver": "Tổ trưởng tổ tự quản số 5",
                 *       "witness": "Một hộ cạnh cột",
                 *       "notes": "Đã bàn giao chìa khóa tủ điện."
                 *     }
                 */
                "application/json": components["schemas"]["AcceptanceSigning"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "steps": [
                     *         {
                     *           "step": "picture",
                     *           "name": "Hình ảnh",
                     *           "state": "ok",
                     *           "reason": "picture_received",
                     *           "text": "Lấy được một ảnh (1920 × 1080 điểm ảnh, 214 KB)",
                     *           "whatToDo": "Xem đường mạng tới camera có chập chờn không.",
                     *           "evidence": {
                     *             "bytes": 218452,
                     *             "width": 1920,
                     *             "height": 1080
                     *           }
                     *         }
                     *       ],
                     *       "signing": {
                     *         "signedAt": "2026-11-21T12:00:00.000Z",
                     *         "installer": "Tổ công nghệ số cộng đồng",
                     *         "receiver": "Tổ trưởng tổ tự quản số 5",
                     *         "witness": "Một hộ cạnh cột",
                     *         "notes": "Đã bàn giao chìa khóa tủ điện."
                     *       },
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceKind": "camera",
                     *       "state": "failed",
                     *       "startedBy": "Cán bộ lắp đặt",
                     *       "startedAt": "2026-11-21T12:00:00.000Z",
                     *       "deadlineAt": "2026-11-21T12:00:00.000Z",
                     *       "finishedAt": "2026-11-21T12:00:00.000Z",
                     *       "certificateNumber": "NT-CAM-7K3-QX9M-1",
                     *       "checkCode": "21EC-D889-8517"
                     *     }
                     */
                    "application/json": components["schemas"]["AcceptanceTest"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Acceptance_certificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example … */
                    "application/pdf": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    History_readings: {
        parameters: {
            query?: {
                /** @description ISO 8601 with a zone, inclusive. Default: 24 hours before `to`. */
                from?: string;
                /** @description ISO 8601 with a zone, exclusive. Default, and at most: now. */
                to?: string;
                /** @description Names of heartbeat fields, separated by commas. Default: all. */
                fields?: string;
                /** @description `auto` (default): every reading of up to two days that are still kept, hours of anything longer or older. */
                resolution?: "auto" | "hour" | "raw";
                /** @description Items a page, 1 to 5000. Default: 1000. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "from": "22:00",
                     *       "to": "05:30",
                     *       "resolution": "hour",
                     *       "units": {
                     *         "batteryVoltage": "V"
                     *       },
                     *       "items": [
                     *         {
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "receivedAt": "2026-11-21T12:00:00.000Z",
                     *           "late": true,
                     *           "samples": 3,
                     *           "values": {
                     *             "batteryVoltage": {
                     *               "min": 12.1,
                     *               "avg": 12.4,
                     *               "max": 12.7,
                     *               "last": 12.6,
                     *               "count": 60
                     *             }
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": components["schemas"]["TelemetryAnswer"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    History_device: {
        parameters: {
            query?: {
                /** @description ISO 8601 with a zone, inclusive. Default: 30 days before `to`. */
                from?: string;
                /** @description ISO 8601 with a zone, exclusive. Default, and at most: now. */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "corrections": [
                     *         {
                     *           "from": "22:00",
                     *           "to": "05:30",
                     *           "oldBlame": "device",
                     *           "newBlame": "device",
                     *           "reason": "silent_past_deadline",
                     *           "rule": "silence/1",
                     *           "knownAt": "2026-11-21T12:00:00.000Z",
                     *           "evidence": {
                     *             "batteryLevel": 9
                     *           }
                     *         }
                     *       ],
                     *       "hardwareChanges": [
                     *         {
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "from": "22:00",
                     *           "to": "05:30"
                     *         }
                     *       ],
                     *       "from": "22:00",
                     *       "to": "05:30",
                     *       "periodMs": 86400000,
                     *       "upMs": 86400000,
                     *       "unwatchedMs": 86400000,
                     *       "downMs": {
                     *         "device": 3,
                     *         "grid": 3,
                     *         "uplink": 3,
                     *         "planned": 3,
                     *         "ours": 3
                     *       },
                     *       "recordedDownMs": {
                     *         "device": 3,
                     *         "grid": 3,
                     *         "uplink": 3,
                     *         "planned": 3,
                     *         "ours": 3
                     *       },
                     *       "unknownMs": 86400000,
                     *       "decommissionedMs": 86400000,
                     *       "availability": 0.9987
                     *     }
                     */
                    "application/json": components["schemas"]["DeviceAvailabilityAnswer"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    History_days: {
        parameters: {
            query?: {
                /** @description How many local days, 1 to 400; standard 90. */
                days?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "timeZone": "Asia/Ho_Chi_Minh",
                     *       "items": [
                     *         {
                     *           "day": "2026-11-21",
                     *           "from": "22:00",
                     *           "to": "05:30",
                     *           "periodMs": 86400000,
                     *           "upMs": 86400000,
                     *           "unwatchedMs": 86400000,
                     *           "downMs": {
                     *             "device": 3,
                     *             "grid": 3,
                     *             "uplink": 3,
                     *             "planned": 3,
                     *             "ours": 3
                     *           },
                     *           "recordedDownMs": {
                     *             "device": 3,
                     *             "grid": 3,
                     *             "uplink": 3,
                     *             "planned": 3,
                     *             "ours": 3
                     *           },
                     *           "unknownMs": 86400000,
                     *           "decommissionedMs": 86400000,
                     *           "availability": 0.9987
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DeviceAvailabilityDays"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    History_unit: {
        parameters: {
            query?: {
                /** @description ISO 8601 with a zone, inclusive. Default: 30 days before `to`. */
                from?: string;
                /** @description ISO 8601 with a zone, exclusive. Default, and at most: now. */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "devices": 3,
                     *       "from": "22:00",
                     *       "to": "05:30",
                     *       "periodMs": 86400000,
                     *       "upMs": 86400000,
                     *       "unwatchedMs": 86400000,
                     *       "downMs": {
                     *         "device": 3,
                     *         "grid": 3,
                     *         "uplink": 3,
                     *         "planned": 3,
                     *         "ours": 3
                     *       },
                     *       "recordedDownMs": {
                     *         "device": 3,
                     *         "grid": 3,
                     *         "uplink": 3,
                     *         "planned": 3,
                     *         "ours": 3
                     *       },
                     *       "unknownMs": 86400000,
                     *       "decommissionedMs": 86400000,
                     *       "availability": 0.9987
                     *     }
                     */
                    "application/json": components["schemas"]["UnitAvailabilityAnswer"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Reports_monthly: {
        parameters: {
            query?: {
                /** @description `YYYY-MM`, by the clocks of the unit. Default: the present month. */
                month?: string;
                /** @description `json` (default), `pdf` or `xlsx`. */
                format?: "json" | "pdf" | "xlsx";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Reports_evidence: {
        parameters: {
            query?: {
                /** @description `YYYY-MM`, by the clocks of the unit. Default: the present month. */
                month?: string;
                /** @description `json` (default), `pdf` or `xlsx`. */
                format?: "json" | "pdf" | "xlsx";
                /** @description Key of a set of criteria (`GET /reports/templates`). Default: the first. */
                template?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Reports_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example [
                     *       {
                     *         "key": "ck_a1b2c3d4e5f6_…",
                     *         "title": "Dịch vụ công"
                     *       }
                     *     ]
                     */
                    "application/json": components["schemas"]["EvidenceTemplateView"][];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Reports_pack: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "month": "2026-11",
                 *       "format": "pdf"
                 *     }
                 */
                "application/json": components["schemas"]["PackRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "operationId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *     }
                     */
                    "application/json": components["schemas"]["OperationStarted"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Reports_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example … */
                    "application/zip": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Users_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                unitId?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "email": "can-bo@example.org",
                     *           "name": "Camera cổng đình",
                     *           "phone": "0912345678",
                     *           "language": "en",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "disabled": true,
                     *           "grants": [
                     *             {
                     *               "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *               "role": "admin",
                     *               "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *               "unitName": "Tổ tự quản số 5"
                     *             }
                     *           ],
                     *           "version": 1,
                     *           "createdAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["UserView"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Users_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "can-bo@example.org",
                 *       "name": "Camera cổng đình",
                 *       "phone": "0912345678",
                 *       "password": "mat-khau-dai-va-kho-doan",
                 *       "language": "en",
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                 *     }
                 */
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "email": "can-bo@example.org",
                     *       "name": "Camera cổng đình",
                     *       "phone": "0912345678",
                     *       "language": "en",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "disabled": true,
                     *       "grants": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "role": "admin",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5"
                     *         }
                     *       ],
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "password": "mat-khau-dai-va-kho-doan"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedUser"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Users_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "email": "can-bo@example.org",
                     *       "name": "Camera cổng đình",
                     *       "phone": "0912345678",
                     *       "language": "en",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "disabled": true,
                     *       "grants": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "role": "admin",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5"
                     *         }
                     *       ],
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UserView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Users_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Camera cổng đình",
                 *       "phone": "0912345678",
                 *       "language": "en",
                 *       "password": "mat-khau-dai-va-kho-doan",
                 *       "disabled": true
                 *     }
                 */
                "application/json": components["schemas"]["UserChanges"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "email": "can-bo@example.org",
                     *       "name": "Camera cổng đình",
                     *       "phone": "0912345678",
                     *       "language": "en",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "disabled": true,
                     *       "grants": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "role": "admin",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5"
                     *         }
                     *       ],
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UserView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Users_grant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "admin",
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                 *     }
                 */
                "application/json": components["schemas"]["NewGrant"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "email": "can-bo@example.org",
                     *       "name": "Camera cổng đình",
                     *       "phone": "0912345678",
                     *       "language": "en",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "disabled": true,
                     *       "grants": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "role": "admin",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5"
                     *         }
                     *       ],
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["UserView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Users_endGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                grantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    ApiKeys_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình",
                     *           "prefix": "a1b2c3d4e5f6",
                     *           "role": "admin",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "createdAt": "2026-11-21T12:00:00.000Z",
                     *           "expiresAt": "2026-11-21T12:00:00.000Z",
                     *           "lastUsedAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["ApiKeyView"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    ApiKeys_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Máy của đội lắp đặt",
                 *       "role": "installer",
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "expiresAt": "2027-06-30T00:00:00.000Z"
                 *     }
                 */
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "name": "Camera cổng đình",
                     *       "prefix": "a1b2c3d4e5f6",
                     *       "role": "admin",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "expiresAt": "2026-11-21T12:00:00.000Z",
                     *       "lastUsedAt": "2026-11-21T12:00:00.000Z",
                     *       "key": "ck_a1b2c3d4e5f6_…"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    ApiKeys_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    ZaloLinks_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "name": "Camera cổng đình",
                 *       "audience": "households"
                 *     }
                 */
                "application/json": components["schemas"]["NewZaloLink"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "CAM-7K3-QX9M",
                     *       "text": "Đã thay bóng",
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "name": "Camera cổng đình",
                     *       "state": "expired",
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "expiresAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedZaloLink"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    ZaloLinks_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "name": "Camera cổng đình",
                     *       "state": "expired",
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "expiresAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["ZaloLink"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    ZaloLinks_makeGroup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "name": "Camera cổng đình",
                 *       "memberUserIds": [
                 *         "4182374912837412"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewZaloGroup"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "operationId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *     }
                     */
                    "application/json": components["schemas"]["OperationStarted"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    ZaloAccount_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "oa": {
                     *         "configured": true,
                     *         "connected": true,
                     *         "problem": "not_configured",
                     *         "problemMessage": "Chưa cấu hình.",
                     *         "checkedAt": "2026-11-21T12:00:00.000Z",
                     *         "tokenAgeDays": 3,
                     *         "facts": {
                     *           "batteryVoltage": 12.6
                     *         },
                     *         "listens": true
                     *       },
                     *       "bot": {
                     *         "configured": true,
                     *         "problem": "not_configured",
                     *         "problemMessage": "Chưa cấu hình.",
                     *         "checkedAt": "2026-11-21T12:00:00.000Z",
                     *         "facts": {
                     *           "batteryVoltage": 12.6
                     *         },
                     *         "listens": true,
                     *         "shareLink": "https://zalo.me/…"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ZaloView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    ZaloAccount_awaitConsent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    ZaloAccount_bring: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "accessToken": "eyJhbGciOiJIUzI1NiJ9.e30.4Adcj3UFYzPUVaVF43Fm",
                 *       "refreshToken": "Zk9o1Jm2Yw4rT7uV0xC3bN6mQ9sE2dG5hK8lP1oI4uY"
                 *     }
                 */
                "application/json": components["schemas"]["ZaloTokenPair"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    Channels_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "channel": "email",
                     *           "configured": true,
                     *           "problem": "not_configured",
                     *           "problemMessage": "Chưa cấu hình.",
                     *           "accounts": [
                     *             {
                     *               "account": "smtp",
                     *               "state": "open",
                     *               "reason": "silent_past_deadline",
                     *               "reasonMessage": "Im lặng quá hạn.",
                     *               "since": "2026-11-21T12:00:00.000Z",
                     *               "nextTryAt": "2026-11-21T12:00:00.000Z",
                     *               "lastSuccessAt": "2026-11-21T12:00:00.000Z",
                     *               "lastFailureAt": "2026-11-21T12:00:00.000Z",
                     *               "perMinute": 3,
                     *               "tokensLeft": 3
                     *             }
                     *           ],
                     *           "accountsInAll": 3,
                     *           "waiting": 3,
                     *           "oldestWaitingAt": "2026-11-21T12:00:00.000Z",
                     *           "day": {
                     *             "accepted": 3,
                     *             "delivered": 3,
                     *             "read": 3,
                     *             "failed": 3,
                     *             "fellBack": 3,
                     *             "uncertain": 3
                     *           },
                     *           "contacts": {
                     *             "inUse": 3,
                     *             "unusable": 3,
                     *             "stale": 3
                     *           },
                     *           "left": [
                     *             {
                     *               "what": "calls_this_minute",
                     *               "count": 3
                     *             }
                     *           ],
                     *           "tokenAgeDays": 3,
                     *           "cost": {
                     *             "priceDong": 1500000,
                     *             "messages": 3,
                     *             "dong": 3
                     *           }
                     *         }
                     *       ],
                     *       "spending": {
                     *         "month": "2026-11",
                     *         "spentDong": 1500000,
                     *         "budgetDong": 1500000,
                     *         "state": "critical_only"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ChannelsView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Targets_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description This unit and everything below it. */
                unitId?: string;
                channel?: "email" | "sms" | "web_push" | "webhook" | "zalo_bot" | "zalo_gmf" | "zalo_template";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "channel": "email",
                     *           "audience": "households",
                     *           "name": "Zalo tổ tự quản số 5",
                     *           "address": {
                     *             "url": "https://example.org/hook"
                     *           },
                     *           "language": "en",
                     *           "minimumSeverity": "critical",
                     *           "quietHours": {
                     *             "from": "22:00",
                     *             "to": "05:30"
                     *           },
                     *           "enabled": true,
                     *           "fallbackTargetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "fallbackTargetName": "Zalo xã Đan Phượng",
                     *           "onlyAsFallback": true,
                     *           "unusable": {
                     *             "reason": "silent_past_deadline",
                     *             "since": "2026-11-21T12:00:00.000Z"
                     *           },
                     *           "channelTrouble": {
                     *             "state": "open",
                     *             "reason": "silent_past_deadline",
                     *             "since": "2026-11-21T12:00:00.000Z"
                     *           },
                     *           "provenAt": "2026-11-21T12:00:00.000Z",
                     *           "stale": true,
                     *           "oldSecretUntil": "2026-11-21T12:00:00.000Z",
                     *           "version": 1,
                     *           "createdAt": "2026-11-21T12:00:00.000Z",
                     *           "updatedAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Target"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Targets_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "channel": "webhook",
                 *       "address": {
                 *         "url": "https://example.org/hook"
                 *       },
                 *       "audience": "households",
                 *       "name": "Camera cổng đình",
                 *       "language": "en",
                 *       "minimumSeverity": "critical",
                 *       "quietHours": {
                 *         "from": "22:00",
                 *         "to": "05:30"
                 *       },
                 *       "enabled": true,
                 *       "onlyAsFallback": true
                 *     }
                 */
                "application/json": components["schemas"]["NewTarget"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "channel": "email",
                     *       "audience": "households",
                     *       "name": "Camera cổng đình",
                     *       "address": {
                     *         "url": "https://example.org/hook"
                     *       },
                     *       "language": "en",
                     *       "minimumSeverity": "critical",
                     *       "quietHours": {
                     *         "from": "22:00",
                     *         "to": "05:30"
                     *       },
                     *       "enabled": true,
                     *       "fallbackTargetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "fallbackTargetName": "Zalo xã Đan Phượng",
                     *       "onlyAsFallback": true,
                     *       "unusable": {
                     *         "reason": "silent_past_deadline",
                     *         "since": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "channelTrouble": {
                     *         "state": "open",
                     *         "reason": "silent_past_deadline",
                     *         "since": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "provenAt": "2026-11-21T12:00:00.000Z",
                     *       "stale": true,
                     *       "oldSecretUntil": "2026-11-21T12:00:00.000Z",
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z",
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedTarget"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Targets_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "channel": "email",
                     *       "audience": "households",
                     *       "name": "Zalo tổ tự quản số 5",
                     *       "address": {
                     *         "url": "https://example.org/hook"
                     *       },
                     *       "language": "en",
                     *       "minimumSeverity": "critical",
                     *       "quietHours": {
                     *         "from": "22:00",
                     *         "to": "05:30"
                     *       },
                     *       "enabled": true,
                     *       "fallbackTargetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "fallbackTargetName": "Zalo xã Đan Phượng",
                     *       "onlyAsFallback": true,
                     *       "unusable": {
                     *         "reason": "silent_past_deadline",
                     *         "since": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "channelTrouble": {
                     *         "state": "open",
                     *         "reason": "silent_past_deadline",
                     *         "since": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "provenAt": "2026-11-21T12:00:00.000Z",
                     *       "stale": true,
                     *       "oldSecretUntil": "2026-11-21T12:00:00.000Z",
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Target"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Targets_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    Targets_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "address": {
                 *         "url": "https://example.org/hook"
                 *       },
                 *       "audience": "households",
                 *       "name": "Camera cổng đình",
                 *       "language": "en",
                 *       "minimumSeverity": "critical",
                 *       "quietHours": {
                 *         "from": "22:00",
                 *         "to": "05:30"
                 *       },
                 *       "enabled": true,
                 *       "fallbackTargetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "onlyAsFallback": true
                 *     }
                 */
                "application/json": components["schemas"]["TargetChanges"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "channel": "email",
                     *       "audience": "households",
                     *       "name": "Zalo tổ tự quản số 5",
                     *       "address": {
                     *         "url": "https://example.org/hook"
                     *       },
                     *       "language": "en",
                     *       "minimumSeverity": "critical",
                     *       "quietHours": {
                     *         "from": "22:00",
                     *         "to": "05:30"
                     *       },
                     *       "enabled": true,
                     *       "fallbackTargetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "fallbackTargetName": "Zalo xã Đan Phượng",
                     *       "onlyAsFallback": true,
                     *       "unusable": {
                     *         "reason": "silent_past_deadline",
                     *         "since": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "channelTrouble": {
                     *         "state": "open",
                     *         "reason": "silent_past_deadline",
                     *         "since": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "provenAt": "2026-11-21T12:00:00.000Z",
                     *       "stale": true,
                     *       "oldSecretUntil": "2026-11-21T12:00:00.000Z",
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Target"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Targets_rotateSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                     *       "oldSecretUntil": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["RotatedSecret"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Targets_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "notificationId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *     }
                     */
                    "application/json": components["schemas"]["TestSent"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    PushSubscriptions_publicKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "publicKey": "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"
                     *     }
                     */
                    "application/json": components["schemas"]["PushKeyView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    PushSubscriptions_subscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "endpoint": "https://push.example.org/send/abc",
                 *       "keys": {
                 *         "p256dh": "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
                 *         "auth": "tBHItJI5svbpez7KI4CCXg"
                 *       },
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "renew": true
                 *     }
                 */
                "application/json": components["schemas"]["NewPushSubscription"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "createdAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["PushSubscriptionView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    PushSubscriptions_unsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    Overview_get: {
        parameters: {
            query?: {
                /** @description This unit and everything below it. */
                unitId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "total": {},
                     *       "byKind": [
                     *         {}
                     *       ],
                     *       "byUnit": [
                     *         {}
                     *       ],
                     *       "longest": [
                     *         {}
                     *       ],
                     *       "unacknowledged": 3,
                     *       "acknowledged": 3,
                     *       "oldestUnacknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *       "causes": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "cause": "carrier",
                     *           "faultCode": "lamp_failure",
                     *           "severity": "critical",
                     *           "state": "acknowledged",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "deviceIds": [
                     *             "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *           ],
                     *           "devices": [
                     *             {
                     *               "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *               "code": "CAM-7K3-QX9M",
                     *               "kind": "camera",
                     *               "name": "Camera cổng đình",
                     *               "siteCode": "D-7K3-QX9M",
                     *               "landmark": "cạnh cổng đình",
                     *               "latitude": 21.0865,
                     *               "longitude": 105.6682
                     *             }
                     *           ],
                     *           "deviceCount": 3,
                     *           "counts": {
                     *             "camera": 3
                     *           },
                     *           "reaches": {},
                     *           "uplink": {
                     *             "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "name": "Camera cổng đình"
                     *           },
                     *           "carrier": "viettel",
                     *           "likely": true,
                     *           "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "startedAt": "2026-11-21T12:00:00.000Z",
                     *           "openedAt": "2026-11-21T12:00:00.000Z",
                     *           "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *           "acknowledgedBy": {
                     *             "userId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "name": "Camera cổng đình"
                     *           },
                     *           "acknowledgedUntil": "2026-11-21T12:00:00.000Z",
                     *           "endedAt": "2026-11-21T12:00:00.000Z",
                     *           "resolvedAt": "2026-11-21T12:00:00.000Z",
                     *           "reason": "silent_past_deadline"
                     *         }
                     *       ],
                     *       "trend": [
                     *         {}
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Overview"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Incidents_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description This unit and everything below it. */
                unitId?: string;
                /** @description `unresolved`: open or acknowledged. */
                state?: "acknowledged" | "open" | "resolved" | "unresolved";
                /** @description `shared`: every cause but single devices. */
                cause?: "carrier" | "device" | "planned" | "power_cut" | "self" | "shared" | "uplink" | "weather";
                /** @description Known at or after this moment. */
                openedFrom?: string;
                /** @description Known before this moment. */
                openedBefore?: string;
                deviceId?: string;
                /** @description Those that this incident explains or explained. */
                parentId?: string;
                /** @description Also those that another incident of the list speaks for. */
                includeExplained?: "false" | "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "cause": "carrier",
                     *           "faultCode": "lamp_failure",
                     *           "severity": "critical",
                     *           "state": "acknowledged",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "deviceIds": [
                     *             "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *           ],
                     *           "devices": [
                     *             {
                     *               "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *               "code": "CAM-7K3-QX9M",
                     *               "kind": "camera",
                     *               "name": "Camera cổng đình",
                     *               "siteCode": "D-7K3-QX9M",
                     *               "landmark": "cạnh cổng đình",
                     *               "latitude": 21.0865,
                     *               "longitude": 105.6682
                     *             }
                     *           ],
                     *           "deviceCount": 3,
                     *           "counts": {
                     *             "camera": 3
                     *           },
                     *           "reaches": {},
                     *           "uplink": {
                     *             "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "name": "Camera cổng đình"
                     *           },
                     *           "carrier": "viettel",
                     *           "likely": true,
                     *           "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "startedAt": "2026-11-21T12:00:00.000Z",
                     *           "openedAt": "2026-11-21T12:00:00.000Z",
                     *           "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *           "acknowledgedBy": {
                     *             "userId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "name": "Camera cổng đình"
                     *           },
                     *           "acknowledgedUntil": "2026-11-21T12:00:00.000Z",
                     *           "endedAt": "2026-11-21T12:00:00.000Z",
                     *           "resolvedAt": "2026-11-21T12:00:00.000Z",
                     *           "reason": "silent_past_deadline"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["IncidentSummary"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Incidents_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "cause": "carrier",
                     *       "faultCode": "lamp_failure",
                     *       "severity": "critical",
                     *       "state": "acknowledged",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "deviceIds": [
                     *         "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *       ],
                     *       "devices": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "kind": "camera",
                     *           "name": "Camera cổng đình",
                     *           "siteCode": "D-7K3-QX9M",
                     *           "landmark": "cạnh cổng đình",
                     *           "latitude": 21.0865,
                     *           "longitude": 105.6682
                     *         }
                     *       ],
                     *       "deviceCount": 3,
                     *       "counts": {
                     *         "camera": 3
                     *       },
                     *       "reaches": {},
                     *       "uplink": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình"
                     *       },
                     *       "carrier": "viettel",
                     *       "likely": true,
                     *       "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "startedAt": "2026-11-21T12:00:00.000Z",
                     *       "openedAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedBy": {
                     *         "userId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình"
                     *       },
                     *       "acknowledgedUntil": "2026-11-21T12:00:00.000Z",
                     *       "endedAt": "2026-11-21T12:00:00.000Z",
                     *       "resolvedAt": "2026-11-21T12:00:00.000Z",
                     *       "reason": "silent_past_deadline",
                     *       "resolvedReason": "heard_again",
                     *       "explainedCount": 3,
                     *       "timeline": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "kind": "offline",
                     *           "reason": "silent_past_deadline",
                     *           "rule": "silence/1",
                     *           "actorKind": "api_key",
                     *           "actorName": "Trưởng thôn",
                     *           "text": "Đã thay bóng",
                     *           "detail": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["IncidentDetail"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Incidents_acknowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "takeOver": true,
                 *       "note": "Tôi đi kiểm tra",
                 *       "untilMinutes": 30
                 *     }
                 */
                "application/json": components["schemas"]["IncidentAcknowledgement"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "cause": "carrier",
                     *       "faultCode": "lamp_failure",
                     *       "severity": "critical",
                     *       "state": "acknowledged",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "deviceIds": [
                     *         "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *       ],
                     *       "devices": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "kind": "camera",
                     *           "name": "Camera cổng đình",
                     *           "siteCode": "D-7K3-QX9M",
                     *           "landmark": "cạnh cổng đình",
                     *           "latitude": 21.0865,
                     *           "longitude": 105.6682
                     *         }
                     *       ],
                     *       "deviceCount": 3,
                     *       "counts": {
                     *         "camera": 3
                     *       },
                     *       "reaches": {},
                     *       "uplink": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình"
                     *       },
                     *       "carrier": "viettel",
                     *       "likely": true,
                     *       "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "startedAt": "2026-11-21T12:00:00.000Z",
                     *       "openedAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedBy": {
                     *         "userId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình"
                     *       },
                     *       "acknowledgedUntil": "2026-11-21T12:00:00.000Z",
                     *       "endedAt": "2026-11-21T12:00:00.000Z",
                     *       "resolvedAt": "2026-11-21T12:00:00.000Z",
                     *       "reason": "silent_past_deadline",
                     *       "resolvedReason": "heard_again",
                     *       "explainedCount": 3,
                     *       "timeline": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "kind": "offline",
                     *           "reason": "silent_past_deadline",
                     *           "rule": "silence/1",
                     *           "actorKind": "api_key",
                     *           "actorName": "Trưởng thôn",
                     *           "text": "Đã thay bóng",
                     *           "detail": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["IncidentDetail"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Incidents_people: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình",
                     *           "role": "admin",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "phone": "0912345678"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["IncidentPeople"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Incidents_assign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "note": "Tôi đi kiểm tra",
                 *       "untilMinutes": 30
                 *     }
                 */
                "application/json": components["schemas"]["IncidentAssignment"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "cause": "carrier",
                     *       "faultCode": "lamp_failure",
                     *       "severity": "critical",
                     *       "state": "acknowledged",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "deviceIds": [
                     *         "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *       ],
                     *       "devices": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "kind": "camera",
                     *           "name": "Camera cổng đình",
                     *           "siteCode": "D-7K3-QX9M",
                     *           "landmark": "cạnh cổng đình",
                     *           "latitude": 21.0865,
                     *           "longitude": 105.6682
                     *         }
                     *       ],
                     *       "deviceCount": 3,
                     *       "counts": {
                     *         "camera": 3
                     *       },
                     *       "reaches": {},
                     *       "uplink": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình"
                     *       },
                     *       "carrier": "viettel",
                     *       "likely": true,
                     *       "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "startedAt": "2026-11-21T12:00:00.000Z",
                     *       "openedAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedBy": {
                     *         "userId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình"
                     *       },
                     *       "acknowledgedUntil": "2026-11-21T12:00:00.000Z",
                     *       "endedAt": "2026-11-21T12:00:00.000Z",
                     *       "resolvedAt": "2026-11-21T12:00:00.000Z",
                     *       "reason": "silent_past_deadline",
                     *       "resolvedReason": "heard_again",
                     *       "explainedCount": 3,
                     *       "timeline": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "kind": "offline",
                     *           "reason": "silent_past_deadline",
                     *           "rule": "silence/1",
                     *           "actorKind": "api_key",
                     *           "actorName": "Trưởng thôn",
                     *           "text": "Đã thay bóng",
                     *           "detail": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["IncidentDetail"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Incidents_resolve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Đã thay bóng"
                 *     }
                 */
                "application/json": components["schemas"]["IncidentResolution"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "cause": "carrier",
                     *       "faultCode": "lamp_failure",
                     *       "severity": "critical",
                     *       "state": "acknowledged",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "deviceIds": [
                     *         "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *       ],
                     *       "devices": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "kind": "camera",
                     *           "name": "Camera cổng đình",
                     *           "siteCode": "D-7K3-QX9M",
                     *           "landmark": "cạnh cổng đình",
                     *           "latitude": 21.0865,
                     *           "longitude": 105.6682
                     *         }
                     *       ],
                     *       "deviceCount": 3,
                     *       "counts": {
                     *         "camera": 3
                     *       },
                     *       "reaches": {},
                     *       "uplink": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình"
                     *       },
                     *       "carrier": "viettel",
                     *       "likely": true,
                     *       "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "startedAt": "2026-11-21T12:00:00.000Z",
                     *       "openedAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedBy": {
                     *         "userId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình"
                     *       },
                     *       "acknowledgedUntil": "2026-11-21T12:00:00.000Z",
                     *       "endedAt": "2026-11-21T12:00:00.000Z",
                     *       "resolvedAt": "2026-11-21T12:00:00.000Z",
                     *       "reason": "silent_past_deadline",
                     *       "resolvedReason": "heard_again",
                     *       "explainedCount": 3,
                     *       "timeline": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "kind": "offline",
                     *           "reason": "silent_past_deadline",
                     *           "rule": "silence/1",
                     *           "actorKind": "api_key",
                     *           "actorName": "Trưởng thôn",
                     *           "text": "Đã thay bóng",
                     *           "detail": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["IncidentDetail"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Incidents_comment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "text": "Đã thay bóng"
                 *     }
                 */
                "application/json": components["schemas"]["IncidentComment"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "cause": "carrier",
                     *       "faultCode": "lamp_failure",
                     *       "severity": "critical",
                     *       "state": "acknowledged",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "deviceIds": [
                     *         "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *       ],
                     *       "devices": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "kind": "camera",
                     *           "name": "Camera cổng đình",
                     *           "siteCode": "D-7K3-QX9M",
                     *           "landmark": "cạnh cổng đình",
                     *           "latitude": 21.0865,
                     *           "longitude": 105.6682
                     *         }
                     *       ],
                     *       "deviceCount": 3,
                     *       "counts": {
                     *         "camera": 3
                     *       },
                     *       "reaches": {},
                     *       "uplink": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình"
                     *       },
                     *       "carrier": "viettel",
                     *       "likely": true,
                     *       "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "startedAt": "2026-11-21T12:00:00.000Z",
                     *       "openedAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedBy": {
                     *         "userId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình"
                     *       },
                     *       "acknowledgedUntil": "2026-11-21T12:00:00.000Z",
                     *       "endedAt": "2026-11-21T12:00:00.000Z",
                     *       "resolvedAt": "2026-11-21T12:00:00.000Z",
                     *       "reason": "silent_past_deadline",
                     *       "resolvedReason": "heard_again",
                     *       "explainedCount": 3,
                     *       "timeline": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "kind": "offline",
                     *           "reason": "silent_past_deadline",
                     *           "rule": "silence/1",
                     *           "actorKind": "api_key",
                     *           "actorName": "Trưởng thôn",
                     *           "text": "Đã thay bóng",
                     *           "detail": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["IncidentDetail"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Explain_incident: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-11-21T12:00:00.000Z",
                     *       "answers": [
                     *         {
                     *           "kind": "covered",
                     *           "code": "CAM-7K3-QX9M",
                     *           "rule": "silence/1",
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "until": "2026-11-30T17:00:00+07:00",
                     *           "target": {
                     *             "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "name": "Camera cổng đình"
                     *           },
                     *           "incidentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "event": "incident.opened",
                     *           "sentence": "Camera cổng đình im lặng từ 19h00."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Explain_device: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-11-21T12:00:00.000Z",
                     *       "answers": [
                     *         {
                     *           "kind": "covered",
                     *           "code": "CAM-7K3-QX9M",
                     *           "rule": "silence/1",
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "until": "2026-11-30T17:00:00+07:00",
                     *           "target": {
                     *             "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "name": "Camera cổng đình"
                     *           },
                     *           "incidentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "event": "incident.opened",
                     *           "sentence": "Camera cổng đình im lặng từ 19h00."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Explain_target: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "at": "2026-11-21T12:00:00.000Z",
                     *       "answers": [
                     *         {
                     *           "kind": "covered",
                     *           "code": "CAM-7K3-QX9M",
                     *           "rule": "silence/1",
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "until": "2026-11-30T17:00:00+07:00",
                     *           "target": {
                     *             "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "name": "Camera cổng đình"
                     *           },
                     *           "incidentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "event": "incident.opened",
                     *           "sentence": "Camera cổng đình im lặng từ 19h00."
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    AcknowledgeLink_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "incident": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "cause": "carrier",
                     *         "faultCode": "lamp_failure",
                     *         "severity": "critical",
                     *         "state": "acknowledged",
                     *         "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "unitName": "Tổ tự quản số 5",
                     *         "deviceIds": [
                     *           "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *         ],
                     *         "devices": [
                     *           {
                     *             "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "code": "CAM-7K3-QX9M",
                     *             "kind": "camera",
                     *             "name": "Camera cổng đình",
                     *             "siteCode": "D-7K3-QX9M",
                     *             "landmark": "cạnh cổng đình",
                     *             "latitude": 21.0865,
                     *             "longitude": 105.6682
                     *           }
                     *         ],
                     *         "deviceCount": 3,
                     *         "counts": {
                     *           "camera": 3
                     *         },
                     *         "reaches": {},
                     *         "uplink": {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình"
                     *         },
                     *         "carrier": "viettel",
                     *         "likely": true,
                     *         "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "startedAt": "2026-11-21T12:00:00.000Z",
                     *         "openedAt": "2026-11-21T12:00:00.000Z",
                     *         "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *         "acknowledgedBy": {
                     *           "userId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình"
                     *         },
                     *         "acknowledgedUntil": "2026-11-21T12:00:00.000Z",
                     *         "endedAt": "2026-11-21T12:00:00.000Z",
                     *         "resolvedAt": "2026-11-21T12:00:00.000Z",
                     *         "reason": "silent_past_deadline"
                     *       },
                     *       "incidents": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "cause": "carrier",
                     *           "faultCode": "lamp_failure",
                     *           "severity": "critical",
                     *           "state": "acknowledged",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "deviceIds": [
                     *             "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *           ],
                     *           "devices": [
                     *             {
                     *               "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *               "code": "CAM-7K3-QX9M",
                     *               "kind": "camera",
                     *               "name": "Camera cổng đình",
                     *               "siteCode": "D-7K3-QX9M",
                     *               "landmark": "cạnh cổng đình",
                     *               "latitude": 21.0865,
                     *               "longitude": 105.6682
                     *             }
                     *           ],
                     *           "deviceCount": 3,
                     *           "counts": {
                     *             "camera": 3
                     *           },
                     *           "reaches": {},
                     *           "uplink": {
                     *             "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "name": "Camera cổng đình"
                     *           },
                     *           "carrier": "viettel",
                     *           "likely": true,
                     *           "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "startedAt": "2026-11-21T12:00:00.000Z",
                     *           "openedAt": "2026-11-21T12:00:00.000Z",
                     *           "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *           "acknowledgedBy": {
                     *             "userId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "name": "Camera cổng đình"
                     *           },
                     *           "acknowledgedUntil": "2026-11-21T12:00:00.000Z",
                     *           "endedAt": "2026-11-21T12:00:00.000Z",
                     *           "resolvedAt": "2026-11-21T12:00:00.000Z",
                     *           "reason": "silent_past_deadline"
                     *         }
                     *       ],
                     *       "expiresAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AckView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    AcknowledgeLink_acknowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "takeOver": true,
                 *       "note": "Tôi đi kiểm tra",
                 *       "untilMinutes": 30,
                 *       "name": "Camera cổng đình"
                 *     }
                 */
                "application/json": components["schemas"]["AckRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "incident": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "cause": "carrier",
                     *         "faultCode": "lamp_failure",
                     *         "severity": "critical",
                     *         "state": "acknowledged",
                     *         "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "unitName": "Tổ tự quản số 5",
                     *         "deviceIds": [
                     *           "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *         ],
                     *         "devices": [
                     *           {
                     *             "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "code": "CAM-7K3-QX9M",
                     *             "kind": "camera",
                     *             "name": "Camera cổng đình",
                     *             "siteCode": "D-7K3-QX9M",
                     *             "landmark": "cạnh cổng đình",
                     *             "latitude": 21.0865,
                     *             "longitude": 105.6682
                     *           }
                     *         ],
                     *         "deviceCount": 3,
                     *         "counts": {
                     *           "camera": 3
                     *         },
                     *         "reaches": {},
                     *         "uplink": {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình"
                     *         },
                     *         "carrier": "viettel",
                     *         "likely": true,
                     *         "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "startedAt": "2026-11-21T12:00:00.000Z",
                     *         "openedAt": "2026-11-21T12:00:00.000Z",
                     *         "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *         "acknowledgedBy": {
                     *           "userId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình"
                     *         },
                     *         "acknowledgedUntil": "2026-11-21T12:00:00.000Z",
                     *         "endedAt": "2026-11-21T12:00:00.000Z",
                     *         "resolvedAt": "2026-11-21T12:00:00.000Z",
                     *         "reason": "silent_past_deadline"
                     *       },
                     *       "incidents": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "cause": "carrier",
                     *           "faultCode": "lamp_failure",
                     *           "severity": "critical",
                     *           "state": "acknowledged",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "deviceIds": [
                     *             "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *           ],
                     *           "devices": [
                     *             {
                     *               "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *               "code": "CAM-7K3-QX9M",
                     *               "kind": "camera",
                     *               "name": "Camera cổng đình",
                     *               "siteCode": "D-7K3-QX9M",
                     *               "landmark": "cạnh cổng đình",
                     *               "latitude": 21.0865,
                     *               "longitude": 105.6682
                     *             }
                     *           ],
                     *           "deviceCount": 3,
                     *           "counts": {
                     *             "camera": 3
                     *           },
                     *           "reaches": {},
                     *           "uplink": {
                     *             "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "name": "Camera cổng đình"
                     *           },
                     *           "carrier": "viettel",
                     *           "likely": true,
                     *           "parentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "startedAt": "2026-11-21T12:00:00.000Z",
                     *           "openedAt": "2026-11-21T12:00:00.000Z",
                     *           "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *           "acknowledgedBy": {
                     *             "userId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "name": "Camera cổng đình"
                     *           },
                     *           "acknowledgedUntil": "2026-11-21T12:00:00.000Z",
                     *           "endedAt": "2026-11-21T12:00:00.000Z",
                     *           "resolvedAt": "2026-11-21T12:00:00.000Z",
                     *           "reason": "silent_past_deadline"
                     *         }
                     *       ],
                     *       "expiresAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["AckView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Notifications_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                incidentId?: string;
                targetId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "targetName": "Zalo tổ tự quản số 5",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "channel": "email",
                     *           "event": "incident.opened",
                     *           "severity": "critical",
                     *           "language": "en",
                     *           "state": "accepted",
                     *           "reason": "silent_past_deadline",
                     *           "reach": "at_once",
                     *           "waitsFor": "group_wait",
                     *           "bundledInto": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "fellBackFrom": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "uncertain": true,
                     *           "incidentIds": [
                     *             "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                     *           ],
                     *           "createdAt": "2026-11-21T12:00:00.000Z",
                     *           "nextAttemptAt": "2026-11-21T12:00:00.000Z",
                     *           "acceptedAt": "2026-11-21T12:00:00.000Z",
                     *           "deliveredAt": "2026-11-21T12:00:00.000Z",
                     *           "readAt": "2026-11-21T12:00:00.000Z",
                     *           "failedAt": "2026-11-21T12:00:00.000Z",
                     *           "lastError": "timeout",
                     *           "attempts": [
                     *             {
                     *               "attempt": 3,
                     *               "startedAt": "2026-11-21T12:00:00.000Z",
                     *               "finishedAt": "2026-11-21T12:00:00.000Z",
                     *               "outcome": "accepted",
                     *               "statusCode": 3,
                     *               "detail": "done"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["NotificationView"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Maintenance_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Of this unit and everything below it. */
                unitId?: string;
                /** @description Those that cover this device, also of its site and of the units above. */
                deviceId?: string;
                /** @description Left out: all; false: those that run or will; true: those that are over. */
                over?: "false" | "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "kind": "power_outage",
                     *           "source": "firmware",
                     *           "place": {
                     *             "kind": "device",
                     *             "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "name": "Camera cổng đình"
                     *           },
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "from": "22:00",
                     *           "until": "2026-11-30T17:00:00+07:00",
                     *           "weekly": null,
                     *           "reason": "silent_past_deadline",
                     *           "madeBy": "Cán bộ CNTT",
                     *           "createdAt": "2026-11-21T12:00:00.000Z",
                     *           "endedAt": "2026-11-21T12:00:00.000Z",
                     *           "endedBy": "Cán bộ CNTT",
                     *           "state": "coming",
                     *           "next": {
                     *             "from": "22:00",
                     *             "until": "2026-11-30T17:00:00+07:00"
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Maintenance"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Maintenance_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "kind": "power_outage",
                 *       "from": "2026-11-23T08:00:00+07:00",
                 *       "until": "2026-11-23T17:00:00+07:00",
                 *       "reason": "Thay dây"
                 *     }
                 */
                "application/json": components["schemas"]["NewMaintenance"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "kind": "power_outage",
                     *       "source": "firmware",
                     *       "place": {
                     *         "kind": "device",
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình"
                     *       },
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "from": "22:00",
                     *       "until": "2026-11-30T17:00:00+07:00",
                     *       "weekly": null,
                     *       "reason": "silent_past_deadline",
                     *       "madeBy": "Cán bộ CNTT",
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "endedAt": "2026-11-21T12:00:00.000Z",
                     *       "endedBy": "Cán bộ CNTT",
                     *       "state": "coming",
                     *       "next": {
                     *         "from": "22:00",
                     *         "until": "2026-11-30T17:00:00+07:00"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Maintenance"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Maintenance_import: {
        parameters: {
            query?: {
                /** @description Only look at the lines. */
                dryRun?: "false" | "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /** @example … */
                "text/csv": components["schemas"]["MaintenanceImportRequest"];
                /**
                 * @example {
                 *       "csv": "Thôn Tháp Thượng;23/11/2026 08:00;23/11/2026 17:00;Thay dây"
                 *     }
                 */
                "application/json": components["schemas"]["MaintenanceImportRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "dryRun": true,
                     *       "made": 3,
                     *       "exists": 3,
                     *       "refused": 3,
                     *       "lines": [
                     *         {
                     *           "line": 3,
                     *           "unit": "Thôn Tháp Thượng",
                     *           "from": "22:00",
                     *           "until": "2026-11-30T17:00:00+07:00",
                     *           "reason": "silent_past_deadline",
                     *           "state": "exists",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "fromAt": "2026-11-21T12:00:00.000Z",
                     *           "untilAt": "2026-11-21T12:00:00.000Z",
                     *           "problems": [
                     *             {
                     *               "code": "ends_before_it_begins",
                     *               "message": "Không có đơn vị nào mang tên này."
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MaintenanceImportResult"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Maintenance_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "kind": "power_outage",
                     *       "source": "firmware",
                     *       "place": {
                     *         "kind": "device",
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "name": "Camera cổng đình"
                     *       },
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "from": "22:00",
                     *       "until": "2026-11-30T17:00:00+07:00",
                     *       "weekly": null,
                     *       "reason": "silent_past_deadline",
                     *       "madeBy": "Cán bộ CNTT",
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "endedAt": "2026-11-21T12:00:00.000Z",
                     *       "endedBy": "Cán bộ CNTT",
                     *       "state": "coming",
                     *       "next": {
                     *         "from": "22:00",
                     *         "until": "2026-11-30T17:00:00+07:00"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Maintenance"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Maintenance_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    Drills_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "month": "2026-11",
                     *           "state": "given_up",
                     *           "reason": "silent_past_deadline",
                     *           "rule": "silence/1",
                     *           "createdAt": "2026-11-21T12:00:00.000Z",
                     *           "waitsUntil": "2026-11-21T12:00:00.000Z",
                     *           "toldAt": "2026-11-21T12:00:00.000Z",
                     *           "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *           "acknowledgedBy": "Trưởng thôn",
                     *           "secondsToAcknowledge": 3,
                     *           "targets": [
                     *             {
                     *               "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *               "name": "Camera cổng đình",
                     *               "channel": "email",
                     *               "state": "accepted",
                     *               "error": "connection refused",
                     *               "acceptedAt": "2026-11-21T12:00:00.000Z",
                     *               "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *               "acknowledgedBy": "Trưởng thôn"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "nextCursor": null,
                     *       "unreachable": [
                     *         {
                     *           "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình",
                     *           "channel": "email",
                     *           "reason": "silent_past_deadline",
                     *           "since": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DrillPage"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Drills_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "month": "2026-11",
                     *       "state": "given_up",
                     *       "reason": "silent_past_deadline",
                     *       "rule": "silence/1",
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "waitsUntil": "2026-11-21T12:00:00.000Z",
                     *       "toldAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedBy": "Trưởng thôn",
                     *       "secondsToAcknowledge": 3,
                     *       "targets": [
                     *         {
                     *           "targetId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "name": "Camera cổng đình",
                     *           "channel": "email",
                     *           "state": "accepted",
                     *           "error": "connection refused",
                     *           "acceptedAt": "2026-11-21T12:00:00.000Z",
                     *           "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *           "acknowledgedBy": "Trưởng thôn"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["DrillView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    DrillLink_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitName": "Tổ tự quản số 5",
                     *       "toldAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedBy": "Trưởng thôn",
                     *       "expiresAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DrillAckView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    DrillLink_acknowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Camera cổng đình"
                 *     }
                 */
                "application/json": components["schemas"]["DrillAckRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitName": "Tổ tự quản số 5",
                     *       "toldAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedAt": "2026-11-21T12:00:00.000Z",
                     *       "acknowledgedBy": "Trưởng thôn",
                     *       "expiresAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["DrillAckView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Map_sites: {
        parameters: {
            query?: {
                /** @description `west,south,east,north` in degrees. */
                bbox?: string;
                /** @description This unit and everything below it. */
                unitId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Map_summary: {
        parameters: {
            query?: {
                /** @description This unit and everything below it. */
                unitId?: string;
                kind?: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
                health?: "decommissioned" | "maintenance" | "never_seen" | "offline" | "online" | "suspect";
                /** @description A fault code, or `any`. */
                fault?: string;
                /** @description `new`: only devices whose trouble began within the last 24 hours. */
                trouble?: "new";
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "devices": 3,
                     *       "sites": 3,
                     *       "byHealth": {
                     *         "online": 120,
                     *         "offline": 2
                     *       },
                     *       "byState": {
                     *         "ok": 120,
                     *         "down": 2
                     *       },
                     *       "withFaults": 3,
                     *       "openIncidents": 3
                     *     }
                     */
                    "application/json": components["schemas"]["MapSummary"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Map_extent: {
        parameters: {
            query?: {
                /** @description This unit and everything below it. */
                unitId?: string;
                kind?: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
                health?: "decommissioned" | "maintenance" | "never_seen" | "offline" | "online" | "suspect";
                /** @description A fault code, or `any`. */
                fault?: string;
                /** @description `new`: only devices whose trouble began within the last 24 hours. */
                trouble?: "new";
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "box": [
                     *         3
                     *       ],
                     *       "sites": 3,
                     *       "byState": {
                     *         "ok": 120,
                     *         "down": 2
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MapExtent"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Map_boundaries: {
        parameters: {
            query?: {
                /** @description This unit and everything below it. */
                unitId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Map_powerCuts: {
        parameters: {
            query?: {
                /** @description This unit and everything below it. */
                unitId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Map_uplinks: {
        parameters: {
            query: {
                /** @description `west,south,east,north` in degrees. */
                bbox: string;
                unitId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": Record<string, never>;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Map_base: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "kind": "pmtiles",
                     *       "url": "http://192.168.1.20/onvif/device_service",
                     *       "attribution": "© OpenStreetMap"
                     *     }
                     */
                    "application/json": components["schemas"]["MapBase"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Tiles_devices: {
        parameters: {
            query?: {
                /** @description This unit and everything below it. */
                unitId?: string;
                kind?: "camera" | "edge_agent" | "solar_light" | "wifi_hotspot";
                health?: "decommissioned" | "maintenance" | "never_seen" | "offline" | "online" | "suspect";
                /** @description A fault code, or `any`. */
                fault?: string;
                /** @description `new`: only devices whose trouble began within the last 24 hours. */
                trouble?: "new";
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example … */
                    "application/vnd.mapbox-vector-tile": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Boundaries_import: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "FeatureCollection",
                 *       "features": [
                 *         {
                 *           "type": "Feature",
                 *           "properties": {
                 *             "code": "09784"
                 *           },
                 *           "geometry": {
                 *             "type": "Polygon",
                 *             "coordinates": [
                 *               [
                 *                 [
                 *                   105.64,
                 *                   21.07
                 *                 ],
                 *                 [
                 *                   105.67,
                 *                   21.07
                 *                 ],
                 *                 [
                 *                   105.67,
                 *                   21.1
                 *                 ],
                 *                 [
                 *                   105.64,
                 *                   21.07
                 *                 ]
                 *               ]
                 *             ]
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["BoundaryCollection"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "imported": 3
                     *     }
                     */
                    "application/json": components["schemas"]["BoundariesImported"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Boundaries_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "geometry": {
                 *         "type": "Polygon",
                 *         "coordinates": [
                 *           [
                 *             [
                 *               105.64,
                 *               21.07
                 *             ],
                 *             [
                 *               105.67,
                 *               21.07
                 *             ],
                 *             [
                 *               105.67,
                 *               21.1
                 *             ],
                 *             [
                 *               105.64,
                 *               21.07
                 *             ]
                 *           ]
                 *         ]
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewBoundary"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    Boundaries_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    Audit_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                unitId?: string;
                objectId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "actorKind": "api_key",
                     *           "actorId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "action": "device.register",
                     *           "objectKind": "device",
                     *           "objectId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "detail": {}
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["AuditEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    SecurityLog_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Devices of this unit's subtree only. */
                unitId?: string;
                deviceId?: string;
                event?: "api_key_refused" | "credentials_changed" | "foreign_camera" | "login_failed" | "login_throttled" | "protocol_violation" | "rate_limited" | "secret_revoked" | "takeover" | "topic_violation" | "unknown_device" | "wrong_secret";
                /** @description Last seen at or after this moment. */
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "door": "mqtt",
                     *           "event": "api_key_refused",
                     *           "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "deviceName": "Camera cổng đình",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "address": "203.0.113.7",
                     *           "firstAt": "2026-11-21T12:00:00.000Z",
                     *           "lastAt": "2026-11-21T12:00:00.000Z",
                     *           "count": 3,
                     *           "sample": "unknown-device"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["SecurityEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Stickers_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "code": "CAM-7K3-QX9M",
                     *       "name": "Camera cổng đình",
                     *       "landmark": "cạnh cổng đình",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "url": "http://192.168.1.20/onvif/device_service",
                     *       "isLasting": true,
                     *       "svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                     *       "replacedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Sticker"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Stickers_renew: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "code": "CAM-7K3-QX9M",
                     *       "name": "Camera cổng đình",
                     *       "landmark": "cạnh cổng đình",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "url": "http://192.168.1.20/onvif/device_service",
                     *       "isLasting": true,
                     *       "svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                     *       "replacedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Sticker"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Stickers_image: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example … */
                    "image/svg+xml": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    UnitStickers_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "name": "Camera cổng đình",
                     *           "landmark": "cạnh cổng đình",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "url": "http://192.168.1.20/onvif/device_service",
                     *           "isLasting": true,
                     *           "svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                     *           "replacedAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Sticker"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    UnitStickers_sheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example … */
                    "application/pdf": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    StickerRolls_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "count": 3,
                     *           "used": 3,
                     *           "lost": 3,
                     *           "pages": 3,
                     *           "isLasting": true,
                     *           "createdAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["StickerRoll"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    StickerRolls_print: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "count": 3
                 *     }
                 */
                "application/json": components["schemas"]["NewStickerRoll"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "count": 3,
                     *       "used": 3,
                     *       "lost": 3,
                     *       "pages": 3,
                     *       "isLasting": true,
                     *       "createdAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StickerRoll"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    StickerRolls_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "count": 3,
                     *       "used": 3,
                     *       "lost": 3,
                     *       "pages": 3,
                     *       "isLasting": true,
                     *       "createdAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["StickerRoll"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    StickerRolls_stickers: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "code": "K86P-5465",
                     *           "number": 3,
                     *           "state": "bound",
                     *           "boundAt": "2026-11-21T12:00:00.000Z",
                     *           "site": {
                     *             "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *             "code": "D-7K3-QX9M",
                     *             "name": "Camera cổng đình",
                     *             "landmark": "cạnh cổng đình"
                     *           }
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["PrintedSticker"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    StickerRolls_sheet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example … */
                    "application/pdf": string;
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    PrintedStickers_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "K86P-5465",
                     *       "state": "bound",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "url": "http://192.168.1.20/onvif/device_service",
                     *       "boundAt": "2026-11-21T12:00:00.000Z",
                     *       "site": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "code": "CAM-7K3-QX9M",
                     *         "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "unitName": "Tổ tự quản số 5",
                     *         "name": "Camera cổng đình",
                     *         "landmark": "cạnh cổng đình",
                     *         "latitude": 21.0865,
                     *         "longitude": 105.6682,
                     *         "sticker": "K86P-5465",
                     *         "devices": 3,
                     *         "photoAt": "2026-11-21T12:00:00.000Z",
                     *         "version": 1,
                     *         "createdAt": "2026-11-21T12:00:00.000Z",
                     *         "updatedAt": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "devices": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "kind": "camera",
                     *           "name": "Camera cổng đình",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "siteCode": "D-7K3-QX9M",
                     *           "landmark": "cạnh cổng đình",
                     *           "latitude": 21.0865,
                     *           "longitude": 105.6682,
                     *           "health": "decommissioned",
                     *           "healthSince": "2026-11-21T12:00:00.000Z",
                     *           "faults": [
                     *             {
                     *               "code": "CAM-7K3-QX9M",
                     *               "severity": "critical",
                     *               "since": "2026-11-21T12:00:00.000Z"
                     *             }
                     *           ],
                     *           "lastSeenAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ScannedSticker"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    PrintedStickers_bind: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90"
                 *     }
                 */
                "application/json": components["schemas"]["StickerBinding"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "K86P-5465",
                     *       "state": "bound",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "url": "http://192.168.1.20/onvif/device_service",
                     *       "boundAt": "2026-11-21T12:00:00.000Z",
                     *       "site": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "code": "CAM-7K3-QX9M",
                     *         "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "unitName": "Tổ tự quản số 5",
                     *         "name": "Camera cổng đình",
                     *         "landmark": "cạnh cổng đình",
                     *         "latitude": 21.0865,
                     *         "longitude": 105.6682,
                     *         "sticker": "K86P-5465",
                     *         "devices": 3,
                     *         "photoAt": "2026-11-21T12:00:00.000Z",
                     *         "version": 1,
                     *         "createdAt": "2026-11-21T12:00:00.000Z",
                     *         "updatedAt": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "devices": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "kind": "camera",
                     *           "name": "Camera cổng đình",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "siteCode": "D-7K3-QX9M",
                     *           "landmark": "cạnh cổng đình",
                     *           "latitude": 21.0865,
                     *           "longitude": 105.6682,
                     *           "health": "decommissioned",
                     *           "healthSince": "2026-11-21T12:00:00.000Z",
                     *           "faults": [
                     *             {
                     *               "code": "CAM-7K3-QX9M",
                     *               "severity": "critical",
                     *               "since": "2026-11-21T12:00:00.000Z"
                     *             }
                     *           ],
                     *           "lastSeenAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ScannedSticker"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    PrintedStickers_void: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "K86P-5465",
                     *       "state": "bound",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "url": "http://192.168.1.20/onvif/device_service",
                     *       "boundAt": "2026-11-21T12:00:00.000Z",
                     *       "site": {
                     *         "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "code": "CAM-7K3-QX9M",
                     *         "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *         "unitName": "Tổ tự quản số 5",
                     *         "name": "Camera cổng đình",
                     *         "landmark": "cạnh cổng đình",
                     *         "latitude": 21.0865,
                     *         "longitude": 105.6682,
                     *         "sticker": "K86P-5465",
                     *         "devices": 3,
                     *         "photoAt": "2026-11-21T12:00:00.000Z",
                     *         "version": 1,
                     *         "createdAt": "2026-11-21T12:00:00.000Z",
                     *         "updatedAt": "2026-11-21T12:00:00.000Z"
                     *       },
                     *       "devices": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "code": "CAM-7K3-QX9M",
                     *           "kind": "camera",
                     *           "name": "Camera cổng đình",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "siteCode": "D-7K3-QX9M",
                     *           "landmark": "cạnh cổng đình",
                     *           "latitude": 21.0865,
                     *           "longitude": 105.6682,
                     *           "health": "decommissioned",
                     *           "healthSince": "2026-11-21T12:00:00.000Z",
                     *           "faults": [
                     *             {
                     *               "code": "CAM-7K3-QX9M",
                     *               "severity": "critical",
                     *               "since": "2026-11-21T12:00:00.000Z"
                     *             }
                     *           ],
                     *           "lastSeenAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ScannedSticker"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Contributions_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "donor": "Hộ ông Năm",
                     *           "amountDong": 1500000,
                     *           "inKind": "một cột thép",
                     *           "bought": "1 đèn và cột",
                     *           "spentDong": 1500000,
                     *           "givenOn": "2026-03-01",
                     *           "isPublic": true,
                     *           "version": 1,
                     *           "createdAt": "2026-11-21T12:00:00.000Z",
                     *           "updatedAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Contribution"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Contributions_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "donor": "Hộ ông Năm",
                 *       "givenOn": "2026-03-01",
                 *       "amountDong": 1500000,
                 *       "inKind": "một cột thép",
                 *       "bought": "1 đèn và cột",
                 *       "spentDong": 1500000,
                 *       "isPublic": true
                 *     }
                 */
                "application/json": components["schemas"]["NewContribution"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "donor": "Hộ ông Năm",
                     *       "amountDong": 1500000,
                     *       "inKind": "một cột thép",
                     *       "bought": "1 đèn và cột",
                     *       "spentDong": 1500000,
                     *       "givenOn": "2026-03-01",
                     *       "isPublic": true,
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Contribution"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Contributions_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                contributionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    Contributions_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                contributionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "donor": "Hộ ông Năm",
                 *       "givenOn": "2026-03-01",
                 *       "amountDong": 1500000,
                 *       "inKind": "một cột thép",
                 *       "bought": "1 đèn và cột",
                 *       "spentDong": 1500000,
                 *       "isPublic": true
                 *     }
                 */
                "application/json": components["schemas"]["ContributionChanges"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "donor": "Hộ ông Năm",
                     *       "amountDong": 1500000,
                     *       "inKind": "một cột thép",
                     *       "bought": "1 đèn và cột",
                     *       "spentDong": 1500000,
                     *       "givenOn": "2026-03-01",
                     *       "isPublic": true,
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Contribution"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    ContributionSums_totals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "contributions": 3,
                     *       "sites": 3,
                     *       "inKind": 3,
                     *       "totalDong": 1500000,
                     *       "spentDong": 1500000,
                     *       "repairs": 3,
                     *       "repairsDong": 1500000,
                     *       "repairsFromGiftsDong": 1500000,
                     *       "balanceDong": 1500000
                     *     }
                     */
                    "application/json": components["schemas"]["ContributionSums"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Repairs_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "deviceName": "Camera cổng đình",
                     *           "doneOn": "2026-10-05",
                     *           "what": "Thay bình ắc quy",
                     *           "costDong": 1500000,
                     *           "doneBy": "Tổ công nghệ số thôn Tháp Thượng",
                     *           "paidBy": "Quỹ thôn",
                     *           "fromGifts": true,
                     *           "isPublic": true,
                     *           "version": 1,
                     *           "createdAt": "2026-11-21T12:00:00.000Z",
                     *           "updatedAt": "2026-11-21T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["Repair"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Repairs_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "what": "Thay bình ắc quy",
                 *       "doneOn": "2026-10-05",
                 *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "costDong": 1500000,
                 *       "doneBy": "Tổ công nghệ số thôn Tháp Thượng",
                 *       "paidBy": "Quỹ thôn",
                 *       "fromGifts": true,
                 *       "isPublic": true
                 *     }
                 */
                "application/json": components["schemas"]["NewRepair"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceName": "Camera cổng đình",
                     *       "doneOn": "2026-10-05",
                     *       "what": "Thay bình ắc quy",
                     *       "costDong": 1500000,
                     *       "doneBy": "Tổ công nghệ số thôn Tháp Thượng",
                     *       "paidBy": "Quỹ thôn",
                     *       "fromGifts": true,
                     *       "isPublic": true,
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Repair"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    Repairs_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                repairId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Refusal"];
        };
    };
    Repairs_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                repairId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "what": "Thay bình ắc quy",
                 *       "doneOn": "2026-10-05",
                 *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                 *       "costDong": 1500000,
                 *       "doneBy": "Tổ công nghệ số thôn Tháp Thượng",
                 *       "paidBy": "Quỹ thôn",
                 *       "fromGifts": true,
                 *       "isPublic": true
                 *     }
                 */
                "application/json": components["schemas"]["RepairChanges"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceName": "Camera cổng đình",
                     *       "doneOn": "2026-10-05",
                     *       "what": "Thay bình ắc quy",
                     *       "costDong": 1500000,
                     *       "doneBy": "Tổ công nghệ số thôn Tháp Thượng",
                     *       "paidBy": "Quỹ thôn",
                     *       "fromGifts": true,
                     *       "isPublic": true,
                     *       "version": 1,
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "updatedAt": "2026-11-21T12:00:00.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Repair"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    PublicReports_list: {
        parameters: {
            query?: {
                /** @description Items a page. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Reports this unit and everything below it look after. */
                unitId?: string;
                siteId?: string;
                state?: "closed" | "open";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "siteCode": "D-7K3-QX9M",
                     *           "siteName": "Cột số 12",
                     *           "landmark": "cạnh cổng đình",
                     *           "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "unitName": "Tổ tự quản số 5",
                     *           "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "deviceName": "Camera cổng đình",
                     *           "incidentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *           "what": "camera_broken",
                     *           "note": "Tôi đi kiểm tra",
                     *           "outcome": "device_talks",
                     *           "state": "closed",
                     *           "createdAt": "2026-11-21T12:00:00.000Z",
                     *           "closedAt": "2026-11-21T12:00:00.000Z",
                     *           "closedBecause": "device_works",
                     *           "closedBy": "Trưởng thôn",
                     *           "closingNote": "Đã thay bóng"
                     *         }
                     *       ],
                     *       "nextCursor": null
                     *     }
                     */
                    "application/json": {
                        items: components["schemas"]["PublicReport"][];
                        nextCursor: string | null;
                    };
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    PublicReports_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "siteCode": "D-7K3-QX9M",
                     *       "siteName": "Cột số 12",
                     *       "landmark": "cạnh cổng đình",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceName": "Camera cổng đình",
                     *       "incidentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "what": "camera_broken",
                     *       "note": "Tôi đi kiểm tra",
                     *       "outcome": "device_talks",
                     *       "state": "closed",
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "closedAt": "2026-11-21T12:00:00.000Z",
                     *       "closedBecause": "device_works",
                     *       "closedBy": "Trưởng thôn",
                     *       "closingNote": "Đã thay bóng"
                     *     }
                     */
                    "application/json": components["schemas"]["PublicReport"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    PublicReports_close: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "note": "Tôi đi kiểm tra"
                 *     }
                 */
                "application/json": components["schemas"]["PublicReportClosing"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "siteId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "siteCode": "D-7K3-QX9M",
                     *       "siteName": "Cột số 12",
                     *       "landmark": "cạnh cổng đình",
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "deviceId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "deviceName": "Camera cổng đình",
                     *       "incidentId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "what": "camera_broken",
                     *       "note": "Tôi đi kiểm tra",
                     *       "outcome": "device_talks",
                     *       "state": "closed",
                     *       "createdAt": "2026-11-21T12:00:00.000Z",
                     *       "closedAt": "2026-11-21T12:00:00.000Z",
                     *       "closedBecause": "device_works",
                     *       "closedBy": "Trưởng thôn",
                     *       "closingNote": "Đã thay bóng"
                     *     }
                     */
                    "application/json": components["schemas"]["PublicReport"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    VillagePage_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "isOpen": true,
                     *       "url": "http://192.168.1.20/onvif/device_service",
                     *       "isLasting": true,
                     *       "svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                     *       "links": [
                     *         {
                     *           "title": "Dịch vụ công",
                     *           "url": "https://dichvucong.gov.vn/"
                     *         }
                     *       ],
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["VillagePageView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    VillagePage_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "isOpen": true,
                 *       "links": [
                 *         {
                 *           "title": "Dịch vụ công",
                 *           "url": "https://dichvucong.gov.vn/"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["VillagePageRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitId": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "isOpen": true,
                     *       "url": "http://192.168.1.20/onvif/device_service",
                     *       "isLasting": true,
                     *       "svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                     *       "links": [
                     *         {
                     *           "title": "Dịch vụ công",
                     *           "url": "https://dichvucong.gov.vn/"
                     *         }
                     *       ],
                     *       "version": 1
                     *     }
                     */
                    "application/json": components["schemas"]["VillagePageView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    PublicSite_site: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "code": "CAM-7K3-QX9M",
                     *       "name": "Camera cổng đình",
                     *       "landmark": "cạnh cổng đình",
                     *       "unitName": "Tổ tự quản số 5",
                     *       "things": [
                     *         {
                     *           "kind": "camera",
                     *           "state": "hidden",
                     *           "since": "2026-11-21T12:00:00.000Z",
                     *           "doing": "known",
                     *           "cause": "carrier"
                     *         }
                     *       ],
                     *       "funding": {
                     *         "named": [
                     *           {
                     *             "donor": "Hộ ông Năm",
                     *             "amountDong": 1500000,
                     *             "inKind": "một cột thép",
                     *             "bought": "1 đèn và cột",
                     *             "givenOn": "2026-03-01"
                     *           }
                     *         ],
                     *         "unnamed": {
                     *           "count": 3,
                     *           "totalDong": 1500000
                     *         },
                     *         "count": 3,
                     *         "totalDong": 1500000
                     *       },
                     *       "repairs": [
                     *         {
                     *           "what": "Thay bình ắc quy",
                     *           "doneOn": "2026-10-05",
                     *           "costDong": 1500000,
                     *           "doneBy": "Tổ công nghệ số thôn Tháp Thượng",
                     *           "paidBy": "Quỹ thôn"
                     *         }
                     *       ],
                     *       "reports": [
                     *         {
                     *           "what": "camera_broken",
                     *           "at": "2026-11-21T12:00:00.000Z",
                     *           "state": "closed",
                     *           "outcome": "device_talks",
                     *           "closedAt": "2026-11-21T12:00:00.000Z",
                     *           "closedBecause": "device_works"
                     *         }
                     *       ],
                     *       "choices": [
                     *         "camera_broken"
                     *       ],
                     *       "villageUrl": "https://canhthon.example.org/v/3hq2…"
                     *     }
                     */
                    "application/json": components["schemas"]["PublicSiteView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    PublicSite_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "what": "camera_broken",
                 *       "note": "Tôi đi kiểm tra"
                 *     }
                 */
                "application/json": components["schemas"]["NewPublicReport"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "what": "camera_broken",
                     *       "at": "2026-11-21T12:00:00.000Z",
                     *       "state": "closed",
                     *       "outcome": "device_talks",
                     *       "closedAt": "2026-11-21T12:00:00.000Z",
                     *       "closedBecause": "device_works",
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "message": "Không có đơn vị nào mang tên này."
                     *     }
                     */
                    "application/json": components["schemas"]["SentReport"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    PublicSite_sent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "what": "camera_broken",
                     *       "at": "2026-11-21T12:00:00.000Z",
                     *       "state": "closed",
                     *       "outcome": "device_talks",
                     *       "closedAt": "2026-11-21T12:00:00.000Z",
                     *       "closedBecause": "device_works",
                     *       "id": "0199b3a0-5c1e-7d43-9a41-3f2b7c6d8e90",
                     *       "message": "Không có đơn vị nào mang tên này."
                     *     }
                     */
                    "application/json": components["schemas"]["SentReport"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
    PublicSite_village: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "unitName": "Tổ tự quản số 5",
                     *       "kinds": [
                     *         {
                     *           "kind": "camera",
                     *           "total": 3,
                     *           "working": 3
                     *         }
                     *       ],
                     *       "repaired": 3,
                     *       "funding": {
                     *         "named": [
                     *           {
                     *             "donor": "Hộ ông Năm",
                     *             "amountDong": 1500000,
                     *             "inKind": "một cột thép",
                     *             "bought": "1 đèn và cột",
                     *             "givenOn": "2026-03-01"
                     *           }
                     *         ],
                     *         "unnamed": {
                     *           "count": 3,
                     *           "totalDong": 1500000
                     *         },
                     *         "count": 3,
                     *         "totalDong": 1500000
                     *       },
                     *       "links": [
                     *         {
                     *           "title": "Dịch vụ công",
                     *           "url": "https://dichvucong.gov.vn/"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["PublicVillageView"];
                };
            };
            default: components["responses"]["Refusal"];
        };
    };
}
