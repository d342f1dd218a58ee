import { describe, expect, it } from '@jest/globals';
import type { HttpAnswer } from './camera-connection.ts';
import { judgeLogin } from './login-verdict.ts';

const answer = (status: number, body: string): HttpAnswer => ({
  status,
  body,
  contentType: '',
  encoded: false,
  challenges: [],
  date: null,
});
const fault = (text: string, subcode = 'ter:NotAuthorized'): string =>
  `<s:Envelope><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>${subcode}</s:Value></s:Subcode></s:Code>` +
  `<s:Reason><s:Text xml:lang="en">${text}</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>`;

describe('judgeLogin', () => {
  it.each([
    ['a fault with 200', answer(200, fault('Sender not Authorized')), { kind: 'rejected', attemptsLeft: null }],
    ['a fault with 400', answer(400, fault('Sender not Authorized')), { kind: 'rejected' }],
    [
      'a SOAP 1.1 fault',
      answer(
        500,
        '<E:Envelope><E:Body><E:Fault><faultcode>E:Client</faultcode><faultstring>Authority failure</faultstring></E:Fault></E:Body></E:Envelope>',
      ),
      { kind: 'rejected' },
    ],
    ['an HTML 401', answer(401, '<!DOCTYPE html><html>Unauthorized</html>'), { kind: 'rejected', detail: 'HTTP 401' }],
    [
      'attempts left',
      answer(400, fault('Authority failure. You still have 2 attempt(s).')),
      { kind: 'rejected', attemptsLeft: 2 },
    ],
    [
      'attempts left in the maker’s own words',
      answer(401, '<userCheck><statusValue>401</statusValue><retryLoginTime>3</retryLoginTime></userCheck>'),
      { kind: 'rejected', attemptsLeft: 3 },
    ],
    ['no attempts left', answer(400, fault('You still have 0 attempts')), { kind: 'locked_out' }],
    ['a locked account', answer(400, fault('The account is locked, try again later')), { kind: 'locked_out' }],
    [
      'a lock status',
      answer(401, '<userCheck><lockStatus>lock</lockStatus><unlockTime>1750</unlockTime></userCheck>'),
      { kind: 'locked_out' },
    ],
    ['a busy camera', answer(503, 'busy'), { kind: 'unclear' }],
    [
      'a missing action',
      answer(500, fault('Optional Action Not Implemented', 'ter:ActionNotSupported')),
      { kind: 'unclear' },
    ],
    ['the information', answer(200, '<t:GetDeviceInformationResponse/>'), { kind: 'accepted' }],
  ])('given %s', (_what, given, expected) => {
    expect(judgeLogin(given, 'GetDeviceInformationResponse')).toMatchObject(expected);
  });
});
