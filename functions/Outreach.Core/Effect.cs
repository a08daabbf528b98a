using NodaTime;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Lines;
using Outreach.Core.Messaging;
using Outreach.Core.People;

namespace Outreach.Core;

/// <summary>
/// What follows from a commit. Each is carried out under an id made of aggregate, version and ordinal,
/// so that carrying it out twice changes nothing.
/// </summary>
public abstract record Effect;

/// <summary>Give another aggregate a command; the effect's id is the command's id there.</summary>
public sealed record Tell(AggregateId To, Command Command) : Effect;

/// <summary>Send an SMS. Phone, language and consent are looked up at the moment of sending.</summary>
public sealed record Send(SmsOrder Order) : Effect;

/// <summary>Wake an aggregate at a time, however far off.</summary>
public sealed record WakeAt(AggregateId Who, Instant At) : Effect;

/// <summary>Let a queue worker take the next step of a long job.</summary>
public sealed record Continue(AggregateId Job) : Effect;

/// <summary>Write a person's row in the programme's directory, from which audiences are chosen.</summary>
public sealed record ListPerson(DirectoryRow Row) : Effect;

/// <summary>Keep which message a provider's id means, for gateways whose reports do not carry ours.</summary>
public sealed record IndexProviderId(string Gateway, string ProviderId, string MessageId) : Effect;

/// <summary>Something a coordinator should look at.</summary>
public sealed record RaiseTask(string Programme, string Kind, string Subject, Instant At) : Effect;

/// <summary>Keep a stretch of an account's ledger for good.</summary>
public sealed record KeepRows(string Account, IReadOnlyList<LedgerRow> Rows) : Effect;

/// <summary>Keep rows of a phone's consent ledger for good.</summary>
public sealed record KeepConsents(string Phone, IReadOnlyList<ConsentRow> Rows) : Effect;

/// <summary>Keep a repayment-history letter under its code.</summary>
public sealed record KeepLetter(Letter Letter) : Effect;

/// <summary>Keep whose data a code is for.</summary>
public sealed record KeepDataCode(DataCode Code) : Effect;

/// <summary>Keep figures of USSD sessions that began on one day.</summary>
public sealed record KeepSessions(string Programme, LocalDate Day, IReadOnlyList<SessionFigures> Sessions) : Effect;

/// <summary>Keep in the audit what a person did on the phone with what a coordinator had begun.</summary>
public sealed record KeepAudit(string Programme, string Who, string What, string Subject, Instant At, string? About) : Effect;

/// <summary>Keep an answer to a trust pulse.</summary>
public sealed record KeepPulse(PulseRow Row) : Effect;
