namespace Outreach.Core.Wording;

/// <summary>The sentences about what is kept of a person.</summary>
public sealed partial class Kiswahili
{
    public override string DataItem => "Kumbukumbu zangu";
    protected override string DataKept(DataSms s) => $"Tunatunza: jina {Name(s.Name)}; makubaliano: {s.Agreements}; SMS unazokubali: {Allowed(s, "zote", "hakuna")}; ujumbe siku {s.MessageDays}. Kupata yote mpe mratibu namba {s.DataCode} ndani ya siku {s.ValidDays}.";
}
