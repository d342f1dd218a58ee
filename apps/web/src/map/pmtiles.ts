import { addProtocol } from 'maplibre-gl';
import { Protocol } from 'pmtiles';

/** Lets the map read one file of tiles by ranges. Loaded only where the operator configured such a file. */
const protocol = new Protocol();
addProtocol('pmtiles', protocol.tile);
