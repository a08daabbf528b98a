using NodaTime;
using Outreach.Core.Programmes;

namespace Outreach.Console;

/// <param name="From">The first day; days before it keep their payer.</param>
/// <param name="Partner">The local partner who pays from then on; absent: the programme itself.</param>
internal sealed record SmsPayerBody(LocalDate From, string? Partner = null)
{
    public static SmsPayerBody Of(SmsPayer p) => new(p.From, p.LocalPartner.Length == 0 ? null : p.LocalPartner);

    public SmsPayer ToPayer() => new(From, Partner?.Trim() ?? "");

    public static Answer? Fault(IReadOnlyList<SmsPayerBody> payers)
    {
        if (payers.Count > SmsPayer.Most || payers.DistinctBy(p => p.From).Count() != payers.Count)
            return Answer.Bad("smsPaidBy", $"smsPaidBy is at most {SmsPayer.Most} payers, each from another day.");
        return payers.Select(p => p.Partner).OfType<string>()
            .Select(partner => Inputs.Fault(new TextField("smsPaidBy", partner, 1, 80)) ?? Inputs.RiskFault("smsPaidBy", partner))
            .FirstOrDefault(f => f is not null);
    }
}
