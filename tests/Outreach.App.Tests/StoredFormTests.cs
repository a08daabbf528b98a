using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime.Serialization.SystemTextJson;
using Outreach.Core.Agreements;
using Outreach.Core.Conversations;
using Outreach.Core.Kernel;
using Outreach.Core.Notices;
using Outreach.Core.Subscribers;
using Outreach.Core.Texts;
using Outreach.Core.Values;

namespace Outreach.App.Tests;

/// <summary>Stored state can be read back, including its screens, texts and effects.</summary>
public sealed class StoredFormTests
{
    [Fact]
    public void A_line_in_the_middle_of_a_dialogue_comes_back_the_same()
    {
        var subscriber = Subscriber.New("+254711000001") with
        {
            Session =
                new UssdSession("s", 3, "shown", false, NodaTime.Instant.FromUtc(2026, 3, 2, 9, 0),
                    NodaTime.Instant.FromUtc(2026, 3, 2, 9, 1), 4,
                [new Home(), new ResumeAt([new Home(), new DraftStep(DraftPart.PayBy, DraftFault.NotUnderstood)]),
                    new AgreementDetail("K7M4P")], true),
            Draft = new OfferDraft(Crop: "Maize", Price: new Money(4_500, "KES"), DeliverBy: new NodaTime.LocalDate(2026, 3, 9)),
        };
        Assert.Equal(Json.Write(subscriber), Json.Write(Json.Read<Subscriber>(Json.Write(subscriber))));
        var trail = Json.Read<Subscriber>(Json.Write(subscriber)).Session!.Trail;
        Assert.Equal(new DraftStep(DraftPart.PayBy, DraftFault.NotUnderstood), Assert.IsType<ResumeAt>(trail[1]).Trail[1]);
    }

    /// <summary>A computed list would be stored a second time with every phone.</summary>
    [Fact]
    public void Nothing_computed_is_stored()
    {
        var holder = new Core.People.Holder("p-1", "Juma", Role.Trader, Language.English, "kenya-maize", "Village", ["Maize"], "KES");
        var stored = Json.Write(Subscriber.New("+254711000001") with { Holder = holder });
        Assert.Contains("\"holder\"", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("\"holders\"", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("\"isShared\"", stored, StringComparison.Ordinal);
    }

    /// <summary>The converters are chosen one by one; each writes as the library does.</summary>
    [Fact]
    public void Times_are_stored_as_the_library_writes_them()
    {
        var usual = new JsonSerializerOptions().ConfigureForNodaTime(NodaTime.DateTimeZoneProviders.Tzdb);
        var at = NodaTime.Instant.FromUtc(2026, 3, 2, 9, 0, 1) + NodaTime.Duration.FromNanoseconds(123);
        Same(at);
        Same(at.InUtc().Date);
        Same(NodaTime.Duration.FromSeconds(-90_061.5));

        void Same<T>(T value)
        {
            Assert.Equal(JsonSerializer.Serialize(value, usual), Json.Write(value));
            Assert.Equal(value, Json.Read<T>(Json.Write(value)));
        }
    }

    /// <summary>A type of NodaTime's without a converter would be stored by its properties.</summary>
    [Fact]
    public void Every_time_that_is_stored_has_a_converter_and_generated_code_sets_all_by_constructors()
    {
        var seen = new HashSet<Type>();
        foreach (var kind in Enum.GetValues<AggregateKind>()) Look(Aggregates.StateType(kind));
        foreach (var family in new[] { typeof(Effect), typeof(Screen), typeof(Sms), typeof(Command) })
            foreach (var type in family.Assembly.GetTypes().Where(t => t.IsSealed && t.IsSubclassOf(family))) Look(type);
        Assert.Contains(typeof(NodaTime.Instant), seen);
        // Generated code gives a property that no constructor sets the type's default where old state lacks it.
        var generated = seen.Select(Json.Options.GetTypeInfo).Where(info => info.OriginatingResolver is JsonSerializerContext).ToList();
        Assert.Contains(generated, info => info.Type == typeof(Subscriber));
        Assert.All(generated.SelectMany(info => info.Properties), property =>
            Assert.True(property.AssociatedParameter is not null,
                $"{property.DeclaringType.Name}.{property.Name}: leave it to reflection."));

        void Look(Type type)
        {
            if (!seen.Add(type)) return;
            var info = Json.Options.GetTypeInfo(type);
            Assert.False(type.Namespace!.StartsWith("NodaTime", StringComparison.Ordinal) && info.Kind != JsonTypeInfoKind.None, type.Name);
            if (info.ElementType is { } element) Look(element);
            foreach (var property in info.Properties) Look(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        }
    }

    [Fact]
    public void An_effect_comes_back_with_the_command_and_the_sentence_in_it()
    {
        Effect tell = new Tell(AggregateId.Agreement("K7M4P"), Some.Offer());
        Assert.Equal(tell, Json.Read<Effect>(Json.Write(tell)));
        Sms sms = new ReceiptSms("K7M4P", "Juma", "Wanjiru", Some.Terms, "HASH2345");
        Assert.Equal(sms, Json.Read<Sms>(Json.Write(sms)));
    }

    /// <summary>
    /// Storage identifies types by these names. A type may be renamed; a changed name here makes stored state unreadable.
    /// </summary>
    [Fact]
    public void The_names_in_storage_are_these()
    {
        Type[] families = [typeof(Effect), typeof(Screen)];
        var names = families.SelectMany(f => f.Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(f)))
            .Select(t => t.GetCustomAttribute<StoredAsAttribute>()!.Name).Order(StringComparer.Ordinal);
        Assert.Equal(
            "ActionRefused ActionSent Actions AgreementDetail AgreementList ArriveCode AskForClerk AskPin BalanceTotals ByAge ByPerson "
                + "CancelCheck "
            + "ChoosePin CodeShown ConsentAsk ContactRemoved CorrectStep CounterMenu CounterStep CourseList CourseScreen "
            + "DeliveryBefore DeliveryList DeliveryMore DeliveryReadBack DeliveryStep "
            + "DisputeAmount DisputeMenu DraftFound DraftMore "
            + "DraftReadBack DraftSent DraftStep DueList Erased ErasureBegun ErasureCheck FreedSoon GetMessages Goodbye HelpScreen "
            + "Home IndexProviderId "
            + "InterestNoted JoinStep Joined KeepAudit KeepCertificate KeepChange KeepConsents KeepDataCode "
            + "KeepLetter KeepPulse KeepRows KeepSessions "
            + "LeaveBegun LeaveCheck LessonQuestionScreen LessonSaid "
            + "ListDispute ListPerson ListUnassigned MoreMenu MoveCode MyContact MyMessages NewNumber NewNumberAgain NewcomerAsk "
            + "NoOtherProgramme NotConfirmed NotJoined "
            + "NumberChanged "
            + "NumberChangesSoon NumberRefused "
            + "OfferBefore OldNumber OldNumberPin OldPin OneMoreProgramme OpenQuestions PaymentBefore PaymentList PaymentReadBack "
            + "PickFarmer PickLanguage PinChanged "
            + "PinFromCoordinator PinLocked PublishEvent QuestionAnswered QuestionToAnswer RaiseTask ReadMail RepeatPin ResetAsked "
            + "ResetRefused ResumeAt SaidBefore Send StillYours StrangerHome Tell TellMentor WakeAt WakeNow WhichProgramme WhoIsThis",
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

    /// <summary>A thousand sessions have hardly two codes alike, and none can be worked out without the pepper.</summary>
    [Fact]
    public void A_code_has_seven_digits_that_need_the_pepper()
    {
        var (hasher, other) = (new PinHasher(Some.Options()), Some.Options());
        other.PinPepper = "another pepper altogether";
        var codes = Enumerable.Range(0, 1_000).Select(n => hasher.Digits($"s{n}|+254711000001")).ToList();
        Assert.All(codes, code => Assert.Matches("^[0-9]{7}$", code));
        Assert.True(codes.Distinct().Count() > 990);
        Assert.NotEqual(codes[0], new PinHasher(other).Digits("s0|+254711000001"));
        Assert.All(Enumerable.Range(0, 7), at => Assert.Equal(10, codes.Select(code => code[at]).Distinct().Count()));
    }

    [Fact]
    public void A_hash_names_its_pepper_and_one_without_a_name_is_of_the_first()
    {
        var (before, after) = (new PinHasher(Some.Options()), Some.Options());
        after.PinPeppers["2"] = "a second pepper for tests";
        var rotated = new PinHasher(after);
        var old = before.Hash("4821");
        Assert.True(rotated.Matches("4821", old));
        Assert.True(rotated.Matches("4821", old[2..]));
        Assert.False(rotated.Matches("4822", old[2..]));
        Assert.False(rotated.IsNewest(old));
        Assert.False(rotated.IsNewest(old[2..]));
        var anew = rotated.Hash("4821");
        Assert.StartsWith("2.", anew, StringComparison.Ordinal);
        Assert.True(rotated.IsNewest(anew));
        Assert.True(rotated.Matches("4821", anew));
        // Without the pepper, an error must come instead of a wrong-PIN answer.
        Assert.Throws<InvalidOperationException>(() => before.Matches("4821", anew));
    }

    [Theory]
    [InlineData("2", "a second pepper for tests", true)]
    [InlineData("10", "a second pepper for tests", true)]
    [InlineData("2", "short", false)]
    [InlineData("1", "a second pepper for tests", false)]
    [InlineData("02", "a second pepper for tests", false)]
    [InlineData("new", "a second pepper for tests", false)]
    public void Newer_peppers_are_numbered_from_two_on_and_long(string version, string pepper, bool fine)
    {
        var options = Some.Options();
        options.PinPeppers[version] = pepper;
        Assert.Equal(fine, new PepperValidation().Validate(null, options).Succeeded);
    }
}
