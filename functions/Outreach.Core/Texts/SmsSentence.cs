using System.Collections.Frozen;
using System.Reflection;
using Outreach.Core.Agreements;
using Outreach.Core.Notices;

namespace Outreach.Core.Texts;

/// <summary>
/// One kind of SMS: its keys and value names, from the record's properties and <see cref="SmsValues"/>. Reflection finds the properties
/// once, when the first SMS is written.
/// </summary>
internal sealed class SmsSentence
{
    private static readonly MethodInfo make = typeof(SmsSentence).GetMethod(nameof(Reader), BindingFlags.Static | BindingFlags.NonPublic)!;

    private static readonly FrozenDictionary<Type, SmsSentence> byType = typeof(Sms).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Sms)) && !t.IsAbstract && !t.IsSubclassOf(typeof(OwnWordsSms)))
        .ToFrozenDictionary(t => t, t => new SmsSentence(t));

    private readonly Dictionary<string, string> keys;
    private readonly Variants? variants;
    private readonly Func<Words, Sms, object?>[] values;

    private SmsSentence(Type type)
    {
        variants = SmsVariants.Of(type);
        Key = (IsShown(type) ? "Both." : "Sms.") + type.Name[..^3];
        keys = variants?.Names.ToDictionary(v => v, v => $"{Key}.{v}") ?? new() { [""] = Key };
        var read = Properties(type).ToDictionary();
        foreach (var (name, value) in SmsValues.Of(type)) read[name] = value;
        (Names, values) = ([.. read.Keys], [.. read.Values]);
    }

    public static IReadOnlyList<SmsSentence> All => [.. byType.Values];

    public string Key { get; }
    public IEnumerable<string> Keys => keys.Values;

    /// <summary>The names that a placeholder may have.</summary>
    public string[] Names { get; }

    public static SmsSentence Of(Sms sms) => byType[sms.GetType()];

    public string KeyOf(Sms sms) => keys[variants?.Of(sms) ?? ""];
    public object? Value(int index, Words words, Sms sms) => values[index](words, sms);

    /// <summary>Whether a screen shows the question, or the report that was read, in the same words.</summary>
    private static bool IsShown(Type type) => type.IsSubclassOf(typeof(QuestionSms)) && type != typeof(OfferSms)
        && type != typeof(ReversalQuestionSms)
        || type.IsSubclassOf(typeof(SentSms)) && type != typeof(TermsSentSms)
        || type == typeof(RefusalSms)
        || type == typeof(LessonReplySms) || type == typeof(CourseRefusedSms) || type == typeof(CourseJoinedSms)
        || type == typeof(CourseLeftSms);

    private static IEnumerable<KeyValuePair<string, Func<Words, Sms, object?>>> Properties(Type type) => type.GetProperties()
        .Where(p => p.Name != "EqualityContract")
        .Select(
            p => KeyValuePair.Create(p.Name, (Func<Words, Sms, object?>)make.MakeGenericMethod(type, p.PropertyType).Invoke(null, [p])!));

    private static Func<Words, Sms, object?> Reader<T, TValue>(PropertyInfo property) where T : Sms
    {
        var get = property.GetMethod!.CreateDelegate<Func<T, TValue>>();
        return SmsValues.IsName(property.Name)
            ? (words, sms) => get((T)sms) is string name ? words.Name(name) : null
            : (_, sms) => get((T)sms);
    }
}
