using NodaTime;
using Outreach.Core.People;
using Outreach.Core.Programmes;
using Outreach.Core.Texts;


namespace Outreach.Console;

/// <param name="EndsOn">The last day.</param>
/// <param name="Successor">The person or organisation that goes on with those who say yes; absent: nobody.</param>
internal sealed record ProgrammeEndBody(LocalDate EndsOn, string? Successor = null)
{
    public static ProgrammeEndBody? Of(ProgrammeEnd? end) => end is null ? null : new(end.EndsOn, end.Successor);

    public ProgrammeEnd ToEnd() => new(EndsOn, string.IsNullOrWhiteSpace(Successor) ? null : Successor.Trim());

    public Answer? Fault() => Successor is not { } name ? null
        : Inputs.Fault(new TextField("end.successor", name, 1, ProgrammeEnd.LongestSuccessor)) ?? Inputs.RiskFault("end.successor", name)
            ?? (Signatures.Reserved(name) is { } ours
                ? Answer.Bad("end.successor", $"end.successor {FieldFaults.Of(new TextReading(null, TextFault.Reserved, ours))}.")
                : null);

    /// <summary>
    /// People hear of an end in time: a new day is 90 days off, or later than the one that they know of. What is over stays so.
    /// </summary>
    public static Answer? Fault(ProgrammeEnd? was, ProgrammeEnd? end, LocalDate today) => (was, end) switch
    {
        ({ } over, _) when over.IsOver(today) && end != over =>
            Answer.Conflict("The programme is over; its end stays what it was."),
        (_, { } next) when next.EndsOn != was?.EndsOn && next.EndsOn < today.PlusDays(ProgrammeEnd.PlannedDays)
            && !(was is not null && next.EndsOn > was.EndsOn) =>
            Answer.Bad("end.endsOn", $"end.endsOn is at least {ProgrammeEnd.PlannedDays} days off, or later than the present one."),
        _ => null,
    };
}
