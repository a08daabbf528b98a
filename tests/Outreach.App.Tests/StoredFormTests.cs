using Outreach.Core;
using Outreach.Core.Agreements;
using Outreach.Core.Lines;
using Outreach.Core.People;
using Outreach.Core.Wording;

namespace Outreach.App.Tests;

/// <summary>What is written can be read: state with screens, sentences and effects inside.</summary>
public sealed class StoredFormTests
{
    [Fact]
    public void A_line_in_the_middle_of_a_dialogue_comes_back_the_same()
    {
        var line = Line.New("+254711000001") with
        {
            Session = new UssdSession("s", 3, "shown", false, NodaTime.Instant.FromUtc(2026, 3, 2, 9, 0), NodaTime.Instant.FromUtc(2026, 3, 2, 9, 1), 4,
                [new Home(), new ResumeAt([new Home(), new DraftStep(DraftPart.PayBy, DraftFault.NotUnderstood)]), new AgreementDetail("K7M4P")], true),
            Draft = new OfferDraft(Crop: "Maize", Price: new Money(4_500, "KES"), DeliverBy: new NodaTime.LocalDate(2026, 3, 9)),
        };
        Assert.Equal(Json.Write(line), Json.Write(Json.Read<Line>(Json.Write(line))));
        var trail = Json.Read<Line>(Json.Write(line)).Session!.Trail;
        Assert.Equal(new DraftStep(DraftPart.PayBy, DraftFault.NotUnderstood), Assert.IsType<ResumeAt>(trail[1]).Trail[1]);
    }

    [Fact]
    public void An_effect_comes_back_with_the_command_and_the_sentence_in_it()
    {
        Effect tell = new Tell(AggregateId.Agreement("K7M4P"), Some.Offer());
        Assert.Equal(tell, Json.Read<Effect>(Json.Write(tell)));
        Sms sms = new ReceiptSms("K7M4P", "Juma", "Wanjiru", Some.Terms, "HASH2345");
        Assert.Equal(sms, Json.Read<Sms>(Json.Write(sms)));
    }

    /// <summary>State is read by the names of its types. A rename makes what is stored unreadable: it is a migration, not a clean-up.</summary>
    [Fact]
    public void The_names_in_storage_are_these()
    {
        Type[] families = [typeof(Effect), typeof(Screen)];
        var names = families.SelectMany(f => f.Assembly.GetTypes().Where(t => t.IsSealed && t.IsSubclassOf(f))).Select(t => t.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            "ActSent Actions AgreementDetail AgreementList ArriveCode AskAnswered AskPin AskToAnswer BalanceTotals ByAge ByPerson CancelCheck ChoosePin Continue CorrectStep CounterMenu CounterStep DeliveryStep DisputeMenu DraftReadBack DraftSent DraftStep DueList "
            + "Goodbye HelpScreen Home IndexProviderId InterestNoted KeepLetter KeepPulse KeepRows ListPerson MoreMenu MoveCode NewNumber NewNumberAgain NumberChanged NumberChangesSoon NumberRefused OldNumber OldNumberPin OpenAsks PaymentReadBack PaymentStep PickFarmer "
            + "PickLanguage PinFromCoordinator PinLocked RaiseTask RepeatPin ResumeAt Send StillYours StrangerHome Tell WakeAt WhoIsThis",
            string.Join(' ', names));
    }

    [Fact]
    public void A_pin_matches_its_hash_and_no_other()
    {
        var hasher = new PinHasher(Some.Options());
        var hash = hasher.Hash("4821");
        Assert.True(hasher.Matches("4821", hash));
        Assert.False(hasher.Matches("4822", hash));
        Assert.NotEqual(hash, hasher.Hash("4821"));
        var other = Some.Options();
        other.PinPepper = "another pepper altogether";
        Assert.False(new PinHasher(other).Matches("4821", hash));
    }
}
