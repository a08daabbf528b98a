using NodaTime;
using Outreach.Console.Api.Http;
using Outreach.Core.Agreements;
using Outreach.Core.People;

namespace Outreach.Console.Api;

/// <param name="Trader">Phone.</param>
/// <param name="Farmer">Phone.</param>
internal sealed record OfferBody(
    string Programme, string Trader, string Farmer, string Crop, Exact Quantity, Unit Unit, Exact Price, LocalDate DeliverBy, LocalDate PayBy,
    string? Grade = null, string? Currency = null, Exact? Advance = null)
{
    /// <summary>The terms, or what is wrong with them.</summary>
    public (Terms? Terms, Answer? Fault) ToTerms(string currency, LocalDate today)
    {
        // An account adds up in one currency.
        if (Currency is not null && Currency != currency) return (null, Answer.Bad("currency", $"This programme counts in {currency}."));
        if (Inputs.Fault(new TextField("crop", Crop, 1, 20), new TextField("grade", Grade, 0, 8)) is { } text) return (null, text);
        var decimals = Currencies.Decimals(currency);
        if (Quantity.Scaled(3) is not { } milli) return (null, Answer.Bad("quantity", Sentence("quantity")));
        if (Price.Scaled(decimals) is not { } price) return (null, Answer.Bad("price", Sentence("price")));
        if ((Advance ?? default).Scaled(decimals) is not { } advance) return (null, Answer.Bad("advance", Sentence("advance")));
        var terms = new Terms(Crop.Trim(), (Grade ?? "").Trim(), new Quantity(milli, Unit), new Money(price, currency), DeliverBy, PayBy, new Money(advance, currency));
        return terms.Fault(today) is { } field ? (null, Answer.Bad(field, Sentence(field))) : (terms, null);
    }

    private static string Sentence(string field) => field switch
    {
        "quantity" => "quantity is above 0, at most 1000000, and no finer than a thousandth.",
        "price" => "price is above 0 and no finer than the currency's smallest coin.",
        "total" => "quantity times price is too much.",
        "advance" => "advance is between 0 and the total, and no finer than the currency's smallest coin.",
        "deliverBy" => "deliverBy is between today and two years from now.",
        "payBy" => "payBy is between today and three years from now.",
        _ => $"{field} cannot be used.",
    };
}

internal sealed record PaymentBody(Exact Amount, string? Currency = null);

/// <param name="By"><c>trader</c>, <c>farmer</c>, or the person's id.</param>
internal sealed record DisputeBody(string By, DisputeAbout About, string? Note = null)
{
    public string PersonId(Agreement agreement) => By switch
    {
        "trader" => agreement.Trader.PersonId,
        "farmer" => agreement.Farmer.PersonId,
        _ => By,
    };
}
