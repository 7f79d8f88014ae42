import { answer, NOTHING_TO_DO, on, orOn, type Answers } from './answer.ts';

const RETRIED = [`${NOTHING_TO_DO}: it is tried again by itself after 40 minutes.`] as const;

/** What stands in the provisioning logs, of sync between tenants and of other applications. */
export const provisioning = {
  severalInTarget: answer(
    'Several users in the target match',
    'Provisioning found more than one user in the target with the values by which users are matched.',
    on('target', 'remove the user who is there twice.'),
    orOn('source', 'match by other attributes in the attribute mappings.'),
  ),
  severalInSource: answer(
    'Several users in the source match',
    'Provisioning found more than one user with the values by which users are matched.',
    on('source', 'remove the user who is there twice, or match by other attributes in the attribute mappings.'),
  ),
  noMatchingValue: answer(
    'The user has no value to be matched by',
    'The user was not read: as a rule the attribute by which users are matched is empty. That does not say that they are among those to be synced.',
    on('source', 'give the user a value for that attribute, if they are to be synced.'),
  ),
  leftAsItIs: answer(
    'There was nothing to do for that user',
    'Provisioning found the user and did nothing: they are not among those to be synced, or are in the target already as they should be.',
    [`${NOTHING_TO_DO}.`],
  ),
  severalAnswered: answer(
    'The target answered with several entries',
    'Provisioning asked for one user or group, and the target’s SCIM service answered with several, for instance with a group’s members although they were not asked for.',
    on('target', 'whoever develops that service lets it answer with the one that was asked for.'),
  ),
  answerUnreadable: answer(
    'The target’s answer could not be read',
    'Provisioning cannot read what the application answers.',
    on('target', 'whoever develops the application makes its SCIM service fit Entra’s SCIM client.'),
  ),
  oneValueOnly: answer(
    'The target takes one value only',
    'An attribute has several values in the source, and may have one in the target.',
    on('source', 'map an attribute with one value, leave one value in it, or take it out of the attribute mappings.'),
  ),
  attributeUnknown: answer(
    'The target does not have that attribute',
    'The attribute mappings name an attribute that the target does not have.',
    on('source', 'correct the attribute mappings.'),
  ),
  valuesMissing: answer(
    'A value that must be there is missing',
    'The user could not be created, since values that the target needs are empty.',
    on('source', 'fill them in for the user, or see that the attribute mappings do not leave them out.'),
  ),
  licencesUsedUp: answer(
    'There are no licences left',
    'The user could not be created: the target has no licence for them.',
    on('target', 'get more licences.'),
    orOn('source', 'see that the right users are assigned.'),
  ),
  domainInvalid: answer(
    'A domain is not valid',
    'A value of the user has a domain that the target does not take.',
    on('source', 'correct the domain on the user.'),
    orOn('target', 'add it to those that are permitted.'),
  ),
  matchGone: answer(
    'The user who was matched is gone',
    'A user whom provisioning had created or matched no longer exists.',
    on('target', 'see that the user exists.'),
    on(
      'source',
      'to match all users anew, restart the synchronisation job through Microsoft Graph. That begins with an initial cycle over everybody, which can take long, and some events may be lost.',
    ),
  ),
  valuesClash: answer(
    'Values clash with those of somebody else',
    'A value that must be unique is taken, or the account that has it should have been matched and was not.',
    on('both', 'correct the value on one of the two.'),
    orOn('source', 'match by other attributes in the attribute mappings.'),
  ),
  writeNotAllowed: answer(
    'Provisioning may not write there',
    'Provisioning could sign in to the target, but was not allowed to make the change.',
    on('target', 'follow what the application’s instructions say on permissions.'),
  ),
  targetOverloaded: answer('The target is overloaded', 'The target gets too many requests and turned this one down.', [
    `${NOTHING_TO_DO}: it is tried again by itself.`,
  ]),
  answerUnexpected: answer(
    'The target gave an answer that was not expected',
    'The target may not be configured right, or may be out of order.',
    on('target', 'see whether it works, and compare its configuration with its instructions.'),
  ),
  targetFailed: answer(
    'The target failed',
    'The target answered with an error of its own; it may be out of order.',
    RETRIED,
  ),
  connectionFailed: answer(
    'The connection to the target failed',
    'The target could not be reached as it should.',
    RETRIED,
  ),
  serviceFailed: answer('Entra’s provisioning service failed', 'The service had an error of its own.', RETRIED),
  targetTooSlow: answer('The target took too long', 'The target did not answer in time.', RETRIED),
} satisfies Answers;
