namespace Outreach.Core.Programmes;

/// <summary>Whether people may register themselves with a programme, and the codes that name the programme.</summary>
/// <param name="Code">The code that a coordinator gives out: 3 to 10 capital letters and digits; empty for none.</param>
/// <param name="ServiceCode">A USSD code of this programme only; empty for none.</param>
public sealed record SelfRegistration(bool Open, string Code = "", string ServiceCode = "")
{
    public static SelfRegistration Closed { get; } = new(false);

    public static bool IsCode(string code) => code.Length is >= 3 and <= 10 && code.All(c => c is >= 'A' and <= 'Z' or >= '0' and <= '9');
}

/// <summary>The programme's data that self-registration needs.</summary>
public sealed record OpenProgramme(
    string Id, string Name, string Code, string ServiceCode, string Currency, IReadOnlyList<string> Crops, string Signature)
{
    public static OpenProgramme Of(Programme p) =>
        new(p.Id, p.Name, p.SelfRegistration.Code, p.SelfRegistration.ServiceCode, p.Currency, p.Crops, p.Signature);

    /// <summary>The programme of the dialled service code, or the country's only open programme.</summary>
    public static OpenProgramme? Obvious(IReadOnlyList<OpenProgramme> open, string serviceCode) =>
        open.FirstOrDefault(p => p.ServiceCode.Length > 0 && p.ServiceCode == serviceCode) ?? (open.Count == 1 ? open[0] : null);

    /// <param name="code">The programme's code, in capitals.</param>
    public static OpenProgramme? Find(IReadOnlyList<OpenProgramme> open, string code) =>
        open.FirstOrDefault(p => p.Code.Length > 0 && p.Code == code);
}
