import type { Expressions } from '../src/plan/expression.ts'
import type { Row } from '../src/plan/statement.ts'
import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { fieldsOf, langArgument, localized, localizedFilter } from './common.ts'

/** Of what has a date: a quarter is written as its year, so that the date alone would be too early. */
const firstDay = (x: Expressions, event: Row) =>
  x.choose([[x.isSet(event.col('date')), x.coalesce(event.col('earliest'), event.col('date_day'))]], x.nothing)

export function defineEvent(builder: Builder): void {
  const p = fieldsOf(tables.participant)
  builder.rowObject({
    name: 'Participant',
    plural: 'participants',
    table: tables.participant,
    description: 'A part that somebody or something has in an event. 参与方。',
    fields: () => ({
      entity: p.one('entity_id', {
        type: 'Entity',
        description: 'Who or what takes part; null if unnamed, then see `entityAs`. 参与实体。',
      }),
      entityAs: p.column('entity_as', {
        description: 'How the source calls the unnamed participant. 未具名参与方的称谓。',
      }),
      role: p.column('role', {
        type: 'ParticipantRole',
        description: 'As what it takes part: issuer, investor, venue … 角色。',
      }),
      amount: p.column('amount', {
        type: 'Decimal',
        sort: 'amount_key',
        description: 'Money that it put in, in full units of currency. 金额。',
      }),
      currency: p.column('currency', { description: 'ISO 4217 code of the amount. 币种。' }),
      claims: p.list({
        type: 'Claim',
        filter: false,
        description: 'The claims of the event, by key. 依据。',
        match: (x, claim, participant) => x.eq(claim.col('fact_id'), participant.col('event_id')),
        sort: (_, claim) => [claim.col('key')],
      }),
    }),
  })
  const e = fieldsOf(tables.event)
  builder.rowObject({
    name: 'Event',
    plural: 'events',
    table: tables.event,
    node: true,
    interfaces: ['Fact'],
    tag: 'EVENT',
    description: 'Something that happened or is to happen, with a date as exact as the sources know it. 事件。',
    fields: () => ({
      kind: e.column('kind', {
        type: 'EventKind',
        order: true,
        description: 'What kind of event: funding round, listing, release … 事件类型。',
      }),
      title: e.derived({
        type: 'String',
        nullable: true,
        args: langArgument,
        description: 'A short title of ours. 标题。',
        expr: localized('title'),
        filter: localizedFilter('title'),
      }),
      date: e.derived({
        type: 'PartialDate',
        nullable: true,
        filter: true,
        description:
          'The date, maybe partial; null if unknown. It is compared and ordered by the first day on which the event can have been: `earliest` where there is one, which for a quarter or half-year may be months after the first day of this. 日期。',
        expr: (_, event) => event.col('date'),
        sort: firstDay,
        order: { keys: [{ expr: firstDay, nullable: true }], text: firstDay, decode: (text) => [text] },
      }),
      datePrecision: e.column('date_precision', {
        type: 'DatePrecision',
        description: 'How exactly the date is known. 日期精度。',
      }),
      earliest: e.column('earliest', {
        type: 'Date',
        description: 'The first day on which it can have been. 最早日期。',
      }),
      latest: e.column('latest', { type: 'Date', description: 'The last day on which it can have been. 最晚日期。' }),
      scope: e.derived({
        type: 'String',
        nullable: true,
        args: langArgument,
        description: 'The market or group that it is about, or a remark on it. 范围。',
        expr: localized('scope'),
        filter: localizedFilter('scope'),
      }),
      participants: e.list({
        type: 'Participant',
        description: 'Who took part and as what, in the order of the record. 参与方列表。',
        match: (x, participant, event) => x.eq(participant.col('event_id'), event.col('id')),
        sort: (_, participant) => [participant.col('position')],
      }),
    }),
  })
}
