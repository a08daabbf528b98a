using Outreach.App;

namespace Outreach.Scenarios;

/// <summary>
/// The shapes of USSD input: everything typed each time, the newest input with a count of requests, or the newest input alone.
/// </summary>
public enum UssdShape { Cumulative, Counted, Uncounted }

/// <summary>Converts cumulative text into the other shapes, as a gateway of that shape would send it.</summary>
public static class UssdShapes
{
    /// <param name="cumulative">The request with everything typed since dialling.</param>
    /// <param name="asked">The number of its characters that were sent before; -1 before the dial.</param>
    public static IEnumerable<UssdRequest> Requests(UssdShape shape, UssdRequest cumulative, int asked)
    {
        if (shape == UssdShape.Cumulative) return [cumulative];
        var text = cumulative.Text;
        var typed = text.Length == 0 ? 0 : text.Split('*').Length;
        // Counts have gaps where several keys came at once, but still grow.
        var counted = cumulative with { Sequence = shape == UssdShape.Counted ? typed + 1 : null };
        if (asked < 0 || typed == 0) return [counted with { Kind = UssdKind.Dial, Text = Dialled(cumulative.ServiceCode, text) }];
        // Without new keys, the request repeats the last one.
        var newest = text.Length > asked ? text[asked..].TrimStart('*') : text.Split('*')[^1];
        return [counted with { Kind = UssdKind.Newest, Text = newest }];
    }

    /// <summary>The code with the keys behind it: <c>*384*7071*1*2#</c>.</summary>
    private static string Dialled(string code, string ahead) => ahead.Length == 0 ? code : $"{code.TrimEnd('#')}*{ahead}#";
}
