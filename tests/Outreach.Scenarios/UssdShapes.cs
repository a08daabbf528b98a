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
        var text = cumulative.Text;
        var typed = text.Length == 0 ? 0 : text.Split('*').Length;
        // Counts have gaps where several keys came at once; they grow all the same.
        var counted = cumulative with { Sequence = shape == UssdShape.Counted ? typed + 1 : null };
        if (asked < 0 || typed == 0) return [counted with { Kind = UssdKind.Dial, Text = Dialled(cumulative.ServiceCode, text) }];
        // Nothing new is a repeat of the last request.
        var newest = text.Length > asked ? text[asked..].TrimStart('*') : text.Split('*')[^1];
        return [counted with { Kind = UssdKind.Newest, Text = newest }];
    }

    /// <summary>The code with what was typed behind it: <c>*384*7071*1*2#</c>.</summary>
    private static string Dialled(string code, string ahead) => ahead.Length == 0 ? code : $"{code.TrimEnd('#')}*{ahead}#";
}
