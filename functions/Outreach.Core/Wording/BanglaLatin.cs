namespace Outreach.Core.Wording;
public static class BanglaLatin { public static Words Words => English.Words; }
