using Outreach.App;

namespace Outreach.Scenarios;

/// <summary>How a gateway sends what is typed: all of it each time, the newest only with a count of requests, or the newest only.</summary>
public enum UssdShape { Cumulative, Counted, Uncounted }

/// <summary>Brings cumulative text into the other shapes, as a gateway that has them would send it.</summary>
public static class UssdShapes
{
    /// <param name="cumulative">The request with everything typed since dialling.</param>
    /// <param name="asked">How many characters of it were sent before; -1 when not even the dial was.</param>
    public static IEnumerable<UssdRequest> Requests(UssdShape shape, UssdRequest cumulative, int asked)
    {
        if (shape == UssdShape.Cumulative) return [cumulative];
        string[] typed = cumulative.Text.Length == 0 ? [] : cumulative.Text.Split('*');
        var sent = asked < 0 ? -1 : asked == 0 ? 0 : cumulative.Text[..asked].Split('*').Length;
        // Nothing new is a repeat of the last request.
        var from = Math.Min(sent, typed.Length - 1);
        return Enumerable.Range(from + 1, typed.Length - from).Select(n => One(shape, cumulative, typed, n));
    }

    private static UssdRequest One(UssdShape shape, UssdRequest cumulative, string[] typed, int n) => cumulative with
    {
        Text = n == 0 ? cumulative.ServiceCode : typed[n - 1],
        Kind = n == 0 ? UssdKind.Dial : UssdKind.Newest,
        Sequence = shape == UssdShape.Counted ? n + 1 : null,
    };
}
