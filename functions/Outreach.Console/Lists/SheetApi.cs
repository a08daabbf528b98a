using NodaTime;
using Outreach.App;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>A trader who lets the holder of the key tell lists.</summary>
internal sealed record ActedForView(string PersonId, string Name, string Place);

internal sealed record ActedForListView(IReadOnlyList<ActedForView> Traders);

/// <param name="Told">Rows about which a farmer was asked.</param>
/// <param name="Refused">Rows that were not told, as long as they are kept.</param>
internal sealed record SheetRowView(string List, ListKind Kind, LocalDate Day, Instant At, string Clerk, int Told, int Refused)
{
    public static SheetRowView Of(TradeSheet s) =>
        new(s.Id, ListKinds.Of(s.Loads), s.On, s.At, s.Clerk, s.Told, s.Refused);
}

internal sealed record SheetListView(IReadOnlyList<SheetRowView> Lists) : Zoned;

/// <param name="State">What became of the row.</param>
/// <param name="Unit">Of the quantity.</param>
/// <param name="Instead">The quantity that the farmer named in place of it.</param>
internal sealed record SheetAnswerView(int Row, string Code, string Farmer, SheetState State, string? Quantity, Unit? Unit,
    MoneyView? Amount, string? Slip, string? Instead)
{
    public static SheetAnswerView Of(SheetAnswer a) => new(a.Row, a.Code, a.Farmer, a.State,
        a.Load is { } load ? TermsView.Amount(load.Milli) : null, a.Load?.Unit, a.Paid is { } paid ? MoneyView.Of(paid) : null,
        a.Slip.Length > 0 ? a.Slip : null, a.Instead is { } instead ? TermsView.Amount(instead.Milli) : null);
}

/// <param name="RefusedCsv">The rows that were not told as a CSV file, each with its reason; absent for none.</param>
internal sealed record SheetView(string List, ListKind Kind, LocalDate Day, Instant At, string Clerk,
    IReadOnlyList<SheetAnswerView> Rows, string? RefusedCsv)
{
    public static SheetView Of(TradeSheet sheet, IReadOnlyList<SheetAnswer> answers) => new(sheet.Id,
        ListKinds.Of(sheet.Loads), sheet.On, sheet.At, sheet.Clerk, [.. answers.Select(SheetAnswerView.Of)],
        RefusedOf(sheet));

    public static string? RefusedOf(TradeSheet sheet) => sheet.Refused == 0 ? null
        : CsvFile.Write(ListRow.Columns, sheet.Lines.Where(l => l.IsRefused).Select(l => (l.Cells!, l.Row, l.Why ?? "")));
}

/// <summary>For whom a clerk acts, the lists that were told, and what the farmers answered.</summary>
internal sealed class SheetApi(TradeLists lists, Sheets sheets) : IEndpoints
{
    public IEnumerable<ApiEndpoint> All =>
    [
        ApiEndpoint.Get<ActedForListView>("clerks/{programme}", "clerk.traders",
            "The traders who let the holder of the key tell lists in their name.", TradersAsync).For(Access.Clerks, NamedBy.Route),
        ApiEndpoint.Get<SheetListView>("lists/{programme}/{trader}", "lists",
            "A trader's lists that were told, the newest first, for a clerk of theirs.", ListAsync).For(Access.Clerks, NamedBy.Route),
        ApiEndpoint.Get<SheetView>("lists/{programme}/{trader}/{kind}/{list}", "list",
            "A list that was told, with what became of each row.", GetAsync).For(Access.Clerks, NamedBy.Route),
    ];

    private async Task<Answer> TradersAsync(Call call, CancellationToken ct)
    {
        var named = await lists.TradersAsync(call.Route("programme"), call.Who, ct);
        return Answer.Shows(new ActedForListView([.. named.Select(t => new ActedForView(t.PersonId, t.Name, t.Place))]),
            call.Route("programme"), named.Count);
    }

    private async Task<Answer> ListAsync(Call call, CancellationToken ct)
    {
        var (programme, trader) = (call.Route("programme"), call.Route("trader"));
        if (await lists.TraderAsync(programme, trader, call.Who, ct) is null) return Hidden;
        var told = await sheets.ListAsync(programme, trader, ct);
        return Answer.Shows(new SheetListView([.. told.Select(SheetRowView.Of)]), programme, told.Count, trader);
    }

    private async Task<Answer> GetAsync(Call call, CancellationToken ct)
    {
        var (programme, trader) = (call.Route("programme"), call.Route("trader"));
        if (ListKinds.Read(call.Route("kind")) is not { } kind
            || await lists.TraderAsync(programme, trader, call.Who, ct) is null
            || await sheets.FindAsync(programme, trader, kind == ListKind.Loads, call.Route("list"), ct) is not { } sheet)
            return Hidden;
        var answers = await sheets.AnswersAsync(sheet, ct);
        return Answer.Shows(SheetView.Of(sheet, answers), programme, answers.Count, trader);
    }

    /// <summary>The same for who was not named and for what is not there.</summary>
    private static Answer Hidden { get; } = Answer.NotFound("There is no such list of a trader who has named you.");
}
