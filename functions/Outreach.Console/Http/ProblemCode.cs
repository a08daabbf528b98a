using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Outreach.Core.Agreements;

namespace Outreach.Console;

/// <summary>What programs go by in a refusal. A code is added; none is renamed. <c>docs/scripting.md</c> lists them.</summary>
/// <param name="Status">The HTTP status that it comes with.</param>
internal sealed record ProblemCode(string Code, int Status, string Meaning)
{
    private const string Prefix = "urn:outreach:";

    /// <summary>For a refusal that was added and has no sentence here yet: a test finds it, and no user a broken answer.</summary>
    public const string NoMeaning = "The agreement cannot do that now.";

    /// <summary>An agreement's refusals for a wrong field or a missing thing, which have the code of their status.</summary>
    private static readonly AgreementRefusal[] ofTheRequest =
        [AgreementRefusal.NotFound, AgreementRefusal.BadAmount, AgreementRefusal.BadDay, AgreementRefusal.BadTerms];

    public string Type => Prefix + Code;

    public static ProblemCode BadRequest { get; } = new("bad-request", 400, "The request has a fault.");
    public static ProblemCode Unreadable { get; } = new("unreadable", 400, "The request's body could not be read.");
    public static ProblemCode NoKey { get; } = new("no-key", 401, "The key is missing or wrong.");
    public static ProblemCode KeyEnded { get; } = new("key-ended", 401, "The key is past its last day.");
    public static ProblemCode Conflict { get; } = new("conflict", 409, "What is there now does not allow it.");
    public static ProblemCode Changed { get; } = new("changed", 409, "It went on meanwhile: look again.");
    public static ProblemCode ProgrammeEnded { get; } = new("programme-ended", 409, "The programme has ended: nothing begins in it.");
    public static ProblemCode OfferedBefore { get; } =
        new("agreement:offered-before", 409, "The trader offered this farmer the same a few days ago: send again if it is another offer.");
    public static ProblemCode Busy { get; } = new("busy", 503, "Others are changing the same thing: try again.");

    /// <summary>Those that say no more than their status.</summary>
    private static IReadOnlyList<ProblemCode> OfStatus { get; } =
    [
        BadRequest, NoKey, new("forbidden", 403, "The key is not for this."), new("not-found", 404, "There is no such thing."),
        new("wrong-method", 405, "The path takes another method."), Conflict, new("too-large", 413, "The request is too large."),
        new("too-many-requests", 429, "Too many requests were refused: wait a minute."),
        new("broken", 500, "Something went wrong here."), new("unavailable", 503, "This cannot be done now."),
    ];

    /// <summary>Every code that a refusal can have, by its status.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } =
    [
        .. OfStatus.Concat([Unreadable, KeyEnded, Changed, ProgrammeEnded, OfferedBefore, Busy])
            .Concat(Enum.GetValues<AgreementRefusal>().Except(ofTheRequest).Select(Of))
            .OrderBy(c => c.Status).ThenBy(c => c.Code, StringComparer.Ordinal),
    ];

    public static ProblemCode Of(int status) => OfStatus.FirstOrDefault(c => c.Status == status) ?? BadRequest;

    /// <summary>As <c>agreement:not-yours</c>.</summary>
    public static ProblemCode Of(AgreementRefusal refusal) => new(
        "agreement:" + JsonNamingPolicy.KebabCaseLower.ConvertName(refusal.ToString()), StatusCodes.Status409Conflict, MeaningOf(refusal));

    private static string MeaningOf(AgreementRefusal refusal) => refusal switch
    {
        AgreementRefusal.CodeTaken => "Another agreement has this code.",
        AgreementRefusal.NotYours => "The agreement is between others, or only the other side can do this.",
        AgreementRefusal.NotOpen => "The offer, question or fact is not open for this side.",
        AgreementRefusal.NotConfirmed => "The agreement is not confirmed, or is over.",
        AgreementRefusal.NotThatKind => "It does not fit the terms, such as goods under a loan.",
        AgreementRefusal.TooMany => "Too much of the kind is open, or was said.",
        AgreementRefusal.NotDisputed => "The agreement is not in dispute.",
        AgreementRefusal.AlreadyDisputed => "The agreement is in dispute already.",
        AgreementRefusal.InDispute => "The agreement is in dispute, which comes first.",
        AgreementRefusal.NeedsPin => "Only the person can say it, with their PIN.",
        AgreementRefusal.PaidBefore => "The same amount was told of a few days ago: send again if it is another payment.",
        AgreementRefusal.DatesPassed => "A day in the terms has passed since they were offered.",
        AgreementRefusal.DeliveredBefore => "The same quantity was told of a few days ago: send again if it is another load.",
        AgreementRefusal.ClaimsOpen => "A load or a payment waits for its yes or no.",
        AgreementRefusal.Changed => "What would be owed has changed.",
        AgreementRefusal.TakesTwo => "Said in a side's name, it takes a second owner.",
        AgreementRefusal.Denied => "The side that it would have paid says that it did not come.",
        AgreementRefusal.NotAnswered => "Nobody answered the question about it.",
        AgreementRefusal.AfterTheEnd => "The programme ends before it would fall due, or is over.",
        AgreementRefusal.NothingToTakeBack => "No fact is written down that this side can take back, or ask to take out.",
        AgreementRefusal.Proven => "A provider told of the payment, so no side takes it back.",
        AgreementRefusal.AskedFirst => "The other side is asked about it and answers first.",
        AgreementRefusal.NoMoreBefore => "It is written down already that no more comes.",
        _ => NoMeaning,
    };
}
