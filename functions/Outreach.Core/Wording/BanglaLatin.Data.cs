namespace Outreach.Core.Wording;

/// <summary>The sentences about what is kept of a person.</summary>
public sealed partial class BanglaLatin
{
    public override string DataItem => "Amar tothyo";
    protected override string DataKept(DataSms s) => $"Amra rakhi: nam {Name(s.Name)}; chukti: {s.Agreements}; je SMS-e raji: {Allowed(s, "shob", "nei")}; barta {s.MessageDays} din. Shob pete {s.ValidDays} diner moddhe shomonnoykarike ei code din: {s.DataCode}";
}
