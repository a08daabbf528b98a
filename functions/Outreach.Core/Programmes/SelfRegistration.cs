using System.Security.Cryptography;
using System.Text;
using Outreach.Core.Texts;

namespace Outreach.Core.Programmes;

/// <summary>Whether people may register themselves with a programme, and how they name it.</summary>
/// <param name="Code">What a coordinator gives out: 3 to 10 capital letters and digits. Empty when there is none.</param>
/// <param name="ServiceCode">A USSD code that is this programme's alone; empty when it has none.</param>
public sealed record SelfRegistration(bool Open, string Code = "", string ServiceCode = "")
{
    public static SelfRegistration Closed { get; } = new(false);

    public static bool IsCode(string code) => code.Length is >= 3 and <= 10 && code.All(c => c is >= 'A' and <= 'Z' or >= '0' and <= '9');
}

/// <summary>What somebody who registers themselves needs of a programme.</summary>
public sealed record OpenProgramme(
    string Id, string Name, string Code, string ServiceCode, string Currency, IReadOnlyList<string> Crops, string Signature)
{
    public static OpenProgramme Of(Programme p) =>
        new(p.Id, p.Name, p.SelfRegistration.Code, p.SelfRegistration.ServiceCode, p.Currency, p.Crops, p.Signature);

    /// <summary>The one that is meant without a word: it owns the code that was dialled, or is the country's only one.</summary>
    public static OpenProgramme? Obvious(IReadOnlyList<OpenProgramme> open, string serviceCode) =>
        open.FirstOrDefault(p => p.ServiceCode.Length > 0 && p.ServiceCode == serviceCode) ?? (open.Count == 1 ? open[0] : null);

    /// <param name="code">In capitals.</param>
    public static OpenProgramme? Find(IReadOnlyList<OpenProgramme> open, string code) =>
        open.FirstOrDefault(p => p.Code.Length > 0 && p.Code == code);
}
