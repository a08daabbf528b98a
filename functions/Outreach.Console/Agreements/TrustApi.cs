using NodaTime;
using Outreach.App;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A repayment letter, for a bank that the person gave the letter's code.</summary>
/// <param name="Since">The person's first agreement.</param>
/// <param name="Finished">Agreements with this person as the payer, paid to the end.</param>
/// <param name="EndedEarly">Such agreements that both sides ended before.</param>
/// <param name="OnTime">Instalments paid by their date.</param>
/// <param name="Late">Instalments paid after their date.</param>
/// <param name="Missed">Instalments due before the day of the letter and not paid.</param>
internal sealed record LetterView(
    string Code, string Programme, string Name, Instant MadeAt, Instant ValidUntil, Instant? Since,
    int Finished, int EndedEarly, int Open, int OnTime, int Late, int Missed, int InDispute, MoneyView Owing, MoneyView Owed)
{
    public static LetterView Of(Letter l) => new(l.Code, l.Programme, l.Name, l.MadeAt, l.ValidUntil, l.Since,
        l.Finished, l.EndedEarly, l.Open, l.OnTime, l.Late, l.Missed, l.InDispute, MoneyView.Of(l.Owing), MoneyView.Of(l.Owed));
}

/// <param name="Month">In the programme's country: <c>2026-03</c>.</param>
internal sealed record MonthView(string Month, int Count, double Average, int Good, int SoSo, int Bad)
{
    public static MonthView Of(string month, IReadOnlyList<PulseRow> rows) =>
        new(month, rows.Count, SeriesView.Mean(rows)!.Value, rows.Count(r => r.Score == 3), rows.Count(r => r.Score == 2),
            rows.Count(r => r.Score == 1));
}

/// <param name="Average">The average of 3 good, 2 so-so and 1 bad; absent without an answer.</param>
internal sealed record SeriesView(int Count, double? Average, IReadOnlyList<MonthView> Months)
{
    public static SeriesView Of(IEnumerable<PulseRow> all, Role from, Country country)
    {
        var rows = all.Where(r => r.From == from).ToList();
        var months = rows.GroupBy(r => country.Today(r.At).ToString("uuuu'-'MM", null)).OrderBy(g => g.Key, StringComparer.Ordinal);
        return new(rows.Count, Mean(rows), [.. months.Select(g => MonthView.Of(g.Key, [.. g]))]);
    }

    public static double? Mean(IReadOnlyList<PulseRow> rows) => rows.Count == 0 ? null : Math.Round(rows.Average(r => r.Score), 2);
}

internal sealed record PairView(string TraderId, string FarmerId, SeriesView FromTraders, SeriesView FromFarmers);

/// <param name="FromTraders">The answers of all traders, independent of the page of pairs.</param>
/// <param name="Next">The value of <c>after</c> for the next page; absent at the end.</param>
internal sealed record PulseView(SeriesView FromTraders, SeriesView FromFarmers, IReadOnlyList<PairView> Pairs, string? Next);

/// <summary>Repayment letters, and the answers of both sides to the trust survey. The survey shows ids and no names.</summary>
internal sealed class TrustApi(Agreements agreements, Lookups lookups, IClock clock) : IEndpoints
{
    private const int PageSize = 1000;

    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<LetterView>("letters/{code}", "letter", "A repayment-history letter, as long as it is valid.", LetterAsync)
            .For(Access.Verifiers, NamedBy.Letter, "code"),
        ApiEndpoint.Get<PulseView>("pulse", "pulse", "How traders and how farmers said it went: in all, and by pair in stretches.",
            PulseAsync, "programme", "after", "take").For(Access.Readers, NamedBy.Query),
    ];

    private async Task<Answer> LetterAsync(Call call, CancellationToken ct)
    {
        var code = call.Named.Id;
        // A wrong and an expired code get the same answer, so that guessing reveals nothing.
        return CodeAlphabet.IsSecret(code) && await agreements.LetterAsync(code, clock.GetCurrentInstant(), ct) is { } letter
            ? Answer.Ok(LetterView.Of(letter))
            : Answer.NotFound("There is no letter of that code, or it is not valid any more.");
    }

    private async Task<Answer> PulseAsync(Call call, CancellationToken ct)
    {
        var (place, noProgramme) = await lookups.ProgrammeAsync(call.Query("programme"), "programme", ct);
        if (place is null) return noProgramme!;
        var (stretch, fault) = call.Stretch();
        if (stretch is null) return fault!;
        var rows = await RowsAsync(place.Programme.Id, ct);
        var pairs = rows.GroupBy(r => $"{r.TraderId}|{r.FarmerId}").Where(g => string.CompareOrdinal(g.Key, stretch.After) > 0)
            .OrderBy(g => g.Key, StringComparer.Ordinal).Take(stretch.Take).ToList();
        var view = new PulseView(SeriesView.Of(rows, Role.Trader, place.Country), SeriesView.Of(rows, Role.Farmer, place.Country),
            [.. pairs.Select(p => Pair([.. p], place.Country))], stretch.Next(pairs, p => p.Key));
        return Answer.Shows(view, place.Programme.Id, pairs.Count);
    }

    /// <summary>All rows, because an average over some of them would be wrong.</summary>
    private async Task<List<PulseRow>> RowsAsync(string programme, CancellationToken ct)
    {
        var rows = new List<PulseRow>();
        for (var after = ""; ;)
        {
            var page = await agreements.PulsesAsync(programme, after, PageSize, ct);
            rows.AddRange(page.Select(p => p.Row));
            if (page.Count < PageSize) return rows;
            after = page[^1].Key;
        }
    }

    private static PairView Pair(IReadOnlyList<PulseRow> rows, Country country) =>
        new(rows[0].TraderId, rows[0].FarmerId, SeriesView.Of(rows, Role.Trader, country), SeriesView.Of(rows, Role.Farmer, country));
}
