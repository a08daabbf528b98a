namespace Outreach.Console;

/// <summary>A row of a broadcast's report in a spreadsheet: of all, a language, a place, a network, or a reason of the networks.</summary>
internal sealed record ReportRow(string By, string Group, int? People, int? HandedOver, int? Delivered, int? Undelivered, int? NoReport,
    int? TakeNoTipsNow)
{
    public static IEnumerable<ReportRow> Of(ReportView report) =>
    [
        .. report.Groups.Select(r => new ReportRow(r.By, r.Group, r.People, r.Accepted, r.Delivered, r.Undelivered, r.NoReport,
            r.Left)),
        .. report.Failures.Select(f => new ReportRow("reason", f.Reason.ToString(), null, null, null, f.Sms, null, null)),
    ];
}
