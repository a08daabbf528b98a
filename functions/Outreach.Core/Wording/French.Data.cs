namespace Outreach.Core.Wording;

/// <summary>The sentences about what is kept of a person.</summary>
public sealed partial class French
{
    public override string DataItem => "Mes données";
    protected override string DataKept(DataSms s) => $"Nous gardons: nom {Name(s.Name)}; accords: {s.Agreements}; SMS permis: {Allowed(s, "tous", "aucun")}; messages {s.MessageDays} jours. Pour tout, donnez le code {s.DataCode} au coordinateur sous {s.ValidDays} jours.";
}
