using NodaTime;
using Outreach.App;

namespace Outreach.Console;

/// <summary>The figures of a joint programme: the same for all its partners.</summary>
internal sealed class JointFigureApi(Organisations organisations, Lookups lookups, IClock clock) : IEndpoints
{
    /// <summary>The most months in one reading.</summary>
    public const int Months = 12;

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<JointFiguresView>("figures/joint", "figures.joint",
            "The figures of the joint programme with whose partners a programme shares: the sums of all, in the last twelve final months, "
                + "without small groups and without what one partner could read of another.", ShowAsync, "programme", "joint")
            .For(Access.Readers, NamedBy.Query),
    ];

    private async Task<Answer> ShowAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        // Another joint programme's is as little theirs as another's people.
        var joints = place.Programme.Joints;
        var joint = call.Query("joint") is { } asked ? joints.FirstOrDefault(j => j == asked)
            : joints is [.., var newest] ? newest : null;
        if (joint is null)
            return call.Query("joint") is null ? Answer.Ok(new JointFiguresView(null, [], null, []))
                : Answer.Bad("joint", "joint is one with whose partners this programme shares figures.");
        var reading = (await organisations.JointAsync(joint, place.Country.Today(clock.GetCurrentInstant()).ToYearMonth(), Months, ct))!;
        return Answer.Ok(new JointFiguresView(joint, reading.Partners, reading.AsOf, [.. reading.Figures.Select(FigureView.Of)]));
    }
}
