namespace Outreach.Console;

/// <summary>What each part of the API is about, by the first word of its paths.</summary>
internal static class ApiTags
{
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["accounts"] = "What each person owes and is owed, the rows behind it, and whether the rows add up.",
        ["agreements"] = "Offers, what the two sides say to them, loads, payments, mistakes and disputes of one agreement.",
        ["approvals"] = "What waits for a second owner's yes, and what was decided.",
        ["audit"] = "Who changed what and who read many people, in a chain that shows what was taken out.",
        ["broadcasts"] = "Tips to many people: counted, written, tried, launched, watched.",
        ["budgets"] = "What a programme may spend on SMS in a month, and what tips took of it.",
        ["certificates"] = "A learner's certificate, by its code.",
        ["clerks"] = "For which traders a clerk tells loads and payments.",
        ["courses"] = "Lessons by SMS: files, who is in a course, how they do.",
        ["disputes"] = "The agreements that are in dispute.",
        ["events"] = "The addresses that get a programme's events, and what became of each event.",
        ["figures"] = "What a programme measures, by month and place, and the board of it for outsiders.",
        ["groups"] = "Saved queries about people.",
        ["health"] = "How the system is.",
        ["inbox"] = "What people text that only a person can answer.",
        ["letters"] = "A person's repayment history, by the code that they give.",
        ["lists"] = "Loads and payments of many farmers, told together by a trader or their clerk.",
        ["mentors"] = "Who looks after whom.",
        ["messages"] = "What became of one outgoing SMS.",
        ["missed-calls"] = "Calls that were rung and not answered, which ask for a call or a menu.",
        ["partners"] = "Organisations with programmes of their own.",
        ["payments"] = "Transfers of mobile money: notices, those of nobody's, and what they are assigned to.",
        ["people"] = "Who is in a programme: names, phones, consents, imports, and all that is kept of one.",
        ["poison"] = "Work that failed for good and was set aside.",
        ["programmes"] = "A programme's settings, its end, and the export of all of it.",
        ["pulse"] = "How traders and farmers said it went.",
        ["sessions"] = "Figures of the menus that people dialled.",
        ["tasks"] = "What a coordinator should look at.",
    };
}
