import { XMLParser } from 'fast-xml-parser';

/** SOAP 1.2 as cameras speak it (ONVIF Core 25.12, 5.8): reading requests, writing answers and faults. */

export type XmlNode = { readonly [name: string]: XmlNode | string | undefined };

export interface SoapRequest {
  /** Local name of the first element in the body, e.g. `GetDeviceInformation`. */
  readonly operation: string;
  readonly parameters: XmlNode;
  readonly security: XmlNode | null;
  readonly header: XmlNode;
}

const parser = new XMLParser({
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
});

export function readSoapRequest(text: string): SoapRequest | null {
  const envelope = parseEnvelope(text);
  if (envelope === null) return null;
  const body = asNode(envelope['Body']);
  const operation = Object.keys(body).find((name) => !name.startsWith('@') && name !== '#text');
  if (operation === undefined) return null;
  const header = asNode(envelope['Header']);
  const token = asNode(asNode(header['Security'])['UsernameToken']);
  const security = Object.keys(token).length > 0 ? token : null;
  return { operation, parameters: asNode(body[operation]), security, header };
}

function parseEnvelope(text: string): XmlNode | null {
  try {
    const document = parser.parse(text) as XmlNode;
    return document['Envelope'] === undefined ? null : asNode(document['Envelope']);
  } catch {
    // A camera that cannot read a request answers with a fault; it does not fall over.
    return null;
  }
}

export function asNode(value: XmlNode | string | undefined): XmlNode {
  return typeof value === 'object' ? value : {};
}

/** Text of a child element, with or without attributes on it. */
export function textOf(value: XmlNode | string | undefined): string {
  if (typeof value === 'string') return value;
  const inner = asNode(value)['#text'];
  return typeof inner === 'string' ? inner : '';
}

export function soapAnswer(body: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl"' +
    ' xmlns:tse="http://www.onvif.org/ver10/search/wsdl" xmlns:trc="http://www.onvif.org/ver10/recording/wsdl"' +
    ' xmlns:tev="http://www.onvif.org/ver10/events/wsdl" xmlns:wsa="http://www.w3.org/2005/08/addressing"' +
    ' xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2" xmlns:tns1="http://www.onvif.org/ver10/topics"' +
    ' xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema">' +
    `<s:Body>${body}</s:Body></s:Envelope>`
  );
}

/** @param subcode e.g. `ter:NotAuthorized` (ONVIF Core 5.8.2.3) */
export function soapFault(subcode: string, text: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:ter="http://www.onvif.org/ver10/error">' +
    `<s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>${subcode}</s:Value></s:Subcode></s:Code>` +
    `<s:Reason><s:Text xml:lang="en">${escapeXml(text)}</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>`
  );
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
