using Outreach.App;

namespace Outreach.Console;

/// <summary>Everything of a programme for those whose it is, in pages.</summary>
internal sealed class ExportApi(ProgrammeExport export, Lookups lookups) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<ExportView>("programmes/{programme}/export", "programme.export",
            "Everything of a programme as it is kept: its settings, people with consents, accounts and agreements, messages, "
                + "conversations, figures, audit. Read on after next until there is none. Audited.", ReadAsync, "after")
            .For(Access.Coordinators, NamedBy.Route),
    ];

    private async Task<Answer> ReadAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Route("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        return await export.ReadAsync(place, call.Query("after") ?? "", ct) is { } view
            ? Answer.Shows(view, place.Programme.Id, view.Lines.Count)
            : Answer.Bad("after", "after is what the page before named as next.");
    }
}
