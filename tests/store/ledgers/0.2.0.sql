BEGIN TRANSACTION;
CREATE TABLE accounts (
	account TEXT NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	email TEXT NOT NULL, 
	state TEXT NOT NULL, 
	one_time BOOLEAN NOT NULL, 
	one_time_at DATETIME, 
	created_at DATETIME NOT NULL, 
	password TEXT NOT NULL, 
	PRIMARY KEY (account)
);
INSERT INTO "accounts" VALUES('duty1','值班员甲','duty_officer','','','active',0,NULL,'2024-01-01 00:00:00.000000','');
CREATE TABLE acts (
	seq BIGINT NOT NULL, 
	act TEXT NOT NULL, 
	account TEXT NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	verb TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	object TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	address TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "acts" VALUES(58,'20230905051000-a1b2c3','duty1','值班员甲','duty_officer','begin','sessions','duty1','done','10.1.2.3','2023-09-04 21:10:00.000000','2023-09-04 21:10:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','6cf63533d58d248e97268324098abd86');
INSERT INTO "acts" VALUES(59,'20230905051200-d4e5f6','admin','管理员甲','administrator','lock','accounts','dongshan','done','10.1.2.9','2023-09-04 21:12:00.000000','2023-09-04 21:12:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','1a57f5caf1caa48187f9e3102553a0b9');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0016');
CREATE TABLE cadres (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	sent BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "cadres" VALUES(33,'2023-TY2311','3506Z4',226,'值班员','2023-09-02 15:00:00.000000','2023-09-02 15:05:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','3439069d9b08c2062cb8dacfaff1ab3a');
INSERT INTO "cadres" VALUES(34,'2023-TY2311','350605',360,'值班员','2023-09-02 15:00:00.000000','2023-09-02 15:06:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','dd1f37724417bc480b5c63ed750eaf0b');
INSERT INTO "cadres" VALUES(35,'2023-TY2311','350622',871,'值班员','2023-09-02 15:00:00.000000','2023-09-02 15:08:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','d479a3d59322549580090824809cfd6d');
CREATE TABLE consultations (
	seq BIGINT NOT NULL, 
	consultation TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	serial BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	held_at DATETIME, 
	due_at DATETIME, 
	host TEXT NOT NULL, 
	place TEXT NOT NULL, 
	attending TEXT NOT NULL, 
	units TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	judgement TEXT NOT NULL, 
	conclusion TEXT NOT NULL, 
	feedback TEXT NOT NULL, 
	hazard TEXT, 
	change TEXT, 
	level TEXT, 
	proposal TEXT NOT NULL, 
	author TEXT NOT NULL, 
	signed_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "consultations" VALUES(15,'2023-TY2311-C05','2023-TY2311',5,'held','2023-09-04 07:33:00.000000','2023-09-04 07:30:00.000000','值班领导甲','市防指指挥中心','["市气象局", "市水利局", "市海洋渔业局", "市自然资源局", "市应急局"]','["350623", "350626", "350624"]','15时“海葵”中心位于东山东南海面,预计5日早晨在东山至汕头一带登陆。','大潮与台风增水叠加,沿海低洼地带风险高。','维持Ⅱ级响应,沿海县区按Ⅰ级落实转移。','东山县:渔排劳动力全部上岸。',NULL,NULL,NULL,'','值班员甲','','2023-09-04 07:58:00.000000','2023-09-04 07:58:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','3384434f3580a5358b8aaddbcb21a8a4');
INSERT INTO "consultations" VALUES(16,'2023-TY2311-C05','2023-TY2311',5,'signed','2023-09-04 07:33:00.000000','2023-09-04 07:30:00.000000','值班领导甲','市防指指挥中心','["市气象局", "市水利局", "市海洋渔业局", "市自然资源局", "市应急局"]','["350623", "350626", "350624"]','15时“海葵”中心位于东山东南海面,预计5日早晨在东山至汕头一带登陆。','大潮与台风增水叠加,沿海低洼地带风险高。','维持Ⅱ级响应,沿海县区按Ⅰ级落实转移。','东山县:渔排劳动力全部上岸。',NULL,NULL,NULL,'','值班员甲','审批人乙','2023-09-04 08:20:00.000000','2023-09-04 08:20:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','ce47cd3d2f3c2ab82be620539554f6dc');
INSERT INTO "consultations" VALUES(17,'2023-TY2311-C06','2023-TY2311',6,'signed',NULL,'2023-09-04 12:30:00.000000','值班领导甲','','[]','[]','','','提升防台风响应至Ⅰ级','','typhoon','raise','Ⅰ','','','','2023-09-04 12:30:00.000000','2023-09-04 12:30:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','a44746e087cff277b1a963ad6bf8a209');
CREATE TABLE decisions (
	seq BIGINT NOT NULL, 
	consultation TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	matter TEXT NOT NULL, 
	units TEXT NOT NULL, 
	deadline DATETIME, 
	"order" TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "decisions" VALUES(18,'2023-TY2311-C05',1,'2023-TY2311','低洼地带群众再排查一遍,应转尽转','["350623", "350626", "350624"]','2023-09-04 10:00:00.000000','','2023-09-04 07:58:00.000000','2023-09-04 07:58:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','f5ec34e8c52774967f8b13c9f7dfbdf8');
INSERT INTO "decisions" VALUES(19,'2023-TY2311-C05',2,'2023-TY2311','核查渔排人员回流','["350626"]','2023-09-04 12:00:00.000000','2023-TY2311-O07','2023-09-04 08:05:00.000000','2023-09-04 08:05:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','c1595655de555e980410e60ec1bb695c');
CREATE TABLE deployments (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	"group" TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	state TEXT NOT NULL, 
	people BIGINT NOT NULL, 
	place TEXT NOT NULL, 
	lon DOUBLE, 
	lat DOUBLE, 
	problems_found BIGINT NOT NULL, 
	problems_fixed BIGINT NOT NULL, 
	note TEXT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "deployments" VALUES(30,'2023-TY2311','L01','350602','departed',7,'芗城',117.6517,24.5129,0,0,'','','2023-09-04 01:00:00.000000','2023-09-04 01:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','cfaa8858de2adba150e6b9a5e0bc3235');
INSERT INTO "deployments" VALUES(31,'2023-TY2311','L02','350603','departed',7,'龙文',117.6966,24.5186,0,0,'','','2023-09-04 01:00:00.000000','2023-09-04 01:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','38b886b26042a5357c85b9b4eb7156c9');
INSERT INTO "deployments" VALUES(32,'2023-TY2311','L03','350604','departed',8,'龙海',117.8125,24.4482,0,0,'','','2023-09-04 01:00:00.000000','2023-09-04 01:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','318b1b5dbbf676dbaf124e0b44274194');
CREATE TABLE dispatches (
	seq BIGINT NOT NULL, 
	dispatch TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	state TEXT NOT NULL, 
	item TEXT NOT NULL, 
	quantity DOUBLE NOT NULL, 
	measure TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	back DOUBLE, 
	purpose TEXT NOT NULL, 
	person TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "dispatches" VALUES(73,'20230904190000-d1','2023-TY2311','350626','requested','移动水泵',2.0,'台','',NULL,'西埔内涝点排水','值班员丙','2023-09-04 11:00:00.000000','2023-09-04 11:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','e3ac7fc02ff33c7df125b17b0443f739');
INSERT INTO "dispatches" VALUES(74,'20230904190000-d1','2023-TY2311','350626','dispatched','移动水泵',2.0,'台','W07',NULL,'西埔内涝点排水','值班员甲','2023-09-04 11:12:00.000000','2023-09-04 11:12:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','ba4f2a999d5e3d5441112a91fb948bdf');
CREATE TABLE drafts (
	account TEXT NOT NULL, 
	form TEXT NOT NULL, 
	item TEXT NOT NULL, 
	name TEXT NOT NULL, 
	fields TEXT NOT NULL, 
	base BIGINT, 
	seen_at DATETIME NOT NULL, 
	updated_at DATETIME, 
	cleared_at DATETIME, 
	PRIMARY KEY (account, form, item)
);
INSERT INTO "drafts" VALUES('duty1','order','','值班员甲','{"title": "草稿"}',NULL,'2024-01-01 00:00:00.000000','2024-01-01 00:00:00.000000',NULL);
CREATE TABLE duty_states (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	duty TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	state TEXT NOT NULL, 
	person TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "duty_states" VALUES(64,'2023-TY2311','350600','groups','','done','值班员甲','16个工作组均已到位','2023-09-04 04:20:00.000000','2023-09-04 04:20:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','46ec051d1168f459f26ee6916cb5f487');
INSERT INTO "duty_states" VALUES(65,'2023-TY2311','350600','move','350626','in_hand','值班员丁','还有2个村在转移','2023-09-04 07:00:00.000000','2023-09-04 07:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','4f233b1e4e4ad69d16b5b6d1c15d0e68');
CREATE TABLE evacuation (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	category TEXT NOT NULL, 
	target BIGINT NOT NULL, 
	moved BIGINT NOT NULL, 
	returned BIGINT NOT NULL, 
	sheltered BIGINT, 
	dispersed BIGINT, 
	checked BIGINT, 
	cleared BIGINT, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "evacuation" VALUES(27,'2023-TY2311','350626','people',1200,1150,0,NULL,NULL,NULL,NULL,'值班员甲','2023-09-04 21:20:00.000000','2023-09-04 21:20:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','5a0ecd82b980b7f0b8fc967f12d35705');
INSERT INTO "evacuation" VALUES(28,'2023-TY2311','350624','fishing_vessels',200,180,0,NULL,NULL,NULL,NULL,'值班员乙','2023-09-04 21:20:00.000000','2023-09-04 21:20:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','ec5ac21bef7ab34012ccb4e2bc0cf10c');
CREATE TABLE failures (
	subject TEXT NOT NULL, 
	count INTEGER NOT NULL, 
	since DATETIME NOT NULL, 
	locked_until DATETIME, 
	PRIMARY KEY (subject)
);
INSERT INTO "failures" VALUES('nobody',1,'2024-01-01 00:00:00.000000',NULL);
CREATE TABLE feed_runs (
	seq BIGINT NOT NULL, 
	feed TEXT NOT NULL, 
	how TEXT NOT NULL, 
	last_success DATETIME, 
	read BIGINT NOT NULL, 
	accepted BIGINT NOT NULL, 
	rejected BIGINT NOT NULL, 
	problems TEXT NOT NULL, 
	marks TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, kinds TEXT DEFAULT '[]' NOT NULL, content TEXT DEFAULT 'rows' NOT NULL, every_s DOUBLE, renewed_s DOUBLE, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "feed_runs" VALUES(56,'水雨情库','database','2023-09-04 21:00:00.000000',120,118,2,'ST_PPTN_R.DRP “-9.9”小于 0，请改正','["ST_PPTN_R=2023-09-05T05:00:00+08:00"]','2023-09-04 21:00:00.000000','2023-09-04 21:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','e9afcb51389713205fdfc1e9587eb0ad','[]','rows',NULL,NULL);
INSERT INTO "feed_runs" VALUES(57,'浙江台风','http','2023-09-04 21:20:00.000000',0,0,0,'20 秒内没有答复，稍后自动再试','[]','2023-09-04 21:25:00.000000','2023-09-04 21:25:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','2fd384027b2dbc6832ce1a866c172f34','[]','rows',NULL,NULL);
CREATE TABLE handovers (
	seq BIGINT NOT NULL, 
	handover TEXT NOT NULL, 
	outgoing TEXT NOT NULL, 
	outgoing_name TEXT NOT NULL, 
	incoming TEXT NOT NULL, 
	incoming_name TEXT NOT NULL, 
	shift_from DATETIME NOT NULL, 
	shift_to DATETIME NOT NULL, 
	remarks TEXT NOT NULL, 
	state TEXT NOT NULL, 
	open_list TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "handovers" VALUES(71,'20230904195500-c3','duty1','值班员甲','duty2','值班员乙','2023-09-04 00:00:00.000000','2023-09-04 12:00:00.000000','注意东山县渔排人员返回情况','signed','[]','2023-09-04 11:58:00.000000','2023-09-04 11:58:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','197164a4757086baca2a2ea862f17783');
CREATE TABLE impacts (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	item TEXT NOT NULL, 
	amount DOUBLE NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "impacts" VALUES(52,'2023-TY2311','350626','affected_people',1200.0,'值班员甲','2023-09-05 09:00:00.000000','2023-09-05 09:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','e63cb58ca28d0091401ae5ecf304fc64');
CREATE TABLE incidents (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	name TEXT NOT NULL, 
	number TEXT NOT NULL, 
	storm TEXT, 
	began_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "incidents" VALUES(1,'2023-TY2311','typhoon','第11号台风“海葵”','2311','2311','2023-09-02 09:00:00.000000',NULL,'2023-09-02 09:00:00.000000','2023-09-02 09:00:00.000000','公开报道','live',NULL,'2024-01-01 00:00:00.000000','release','25cebb354b2b96d63c06ae21c701af47');
INSERT INTO "incidents" VALUES(2,'2023-TY2311','typhoon','第11号台风“海葵”','2311','2311','2023-09-02 09:00:00.000000','2023-09-07 10:00:00.000000','2023-09-07 10:00:00.000000','2023-09-07 10:00:00.000000','公开报道','live',NULL,'2024-01-01 00:00:00.000000','release','53e93766a2cd90e1c679dcf646f7b6eb');
CREATE TABLE latest_acts (
	act TEXT NOT NULL, 
	account TEXT NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	verb TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	object TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	address TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, act)
);
INSERT INTO "latest_acts" VALUES('20230905051000-a1b2c3','duty1','值班员甲','duty_officer','begin','sessions','duty1','done','10.1.2.3','2023-09-04 21:10:00.000000','2023-09-04 21:10:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',58);
INSERT INTO "latest_acts" VALUES('20230905051200-d4e5f6','admin','管理员甲','administrator','lock','accounts','dongshan','done','10.1.2.9','2023-09-04 21:12:00.000000','2023-09-04 21:12:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',59);
CREATE TABLE latest_cadres (
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	sent BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident, unit)
);
INSERT INTO "latest_cadres" VALUES('2023-TY2311','3506Z4',226,'值班员','2023-09-02 15:00:00.000000','2023-09-02 15:05:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',33);
INSERT INTO "latest_cadres" VALUES('2023-TY2311','350605',360,'值班员','2023-09-02 15:00:00.000000','2023-09-02 15:06:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',34);
INSERT INTO "latest_cadres" VALUES('2023-TY2311','350622',871,'值班员','2023-09-02 15:00:00.000000','2023-09-02 15:08:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',35);
CREATE TABLE latest_consultations (
	consultation TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	serial BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	held_at DATETIME, 
	due_at DATETIME, 
	host TEXT NOT NULL, 
	place TEXT NOT NULL, 
	attending TEXT NOT NULL, 
	units TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	judgement TEXT NOT NULL, 
	conclusion TEXT NOT NULL, 
	feedback TEXT NOT NULL, 
	hazard TEXT, 
	change TEXT, 
	level TEXT, 
	proposal TEXT NOT NULL, 
	author TEXT NOT NULL, 
	signed_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, consultation)
);
INSERT INTO "latest_consultations" VALUES('2023-TY2311-C05','2023-TY2311',5,'signed','2023-09-04 07:33:00.000000','2023-09-04 07:30:00.000000','值班领导甲','市防指指挥中心','["市气象局", "市水利局", "市海洋渔业局", "市自然资源局", "市应急局"]','["350623", "350626", "350624"]','15时“海葵”中心位于东山东南海面,预计5日早晨在东山至汕头一带登陆。','大潮与台风增水叠加,沿海低洼地带风险高。','维持Ⅱ级响应,沿海县区按Ⅰ级落实转移。','东山县:渔排劳动力全部上岸。',NULL,NULL,NULL,'','值班员甲','审批人乙','2023-09-04 08:20:00.000000','2023-09-04 08:20:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',16);
INSERT INTO "latest_consultations" VALUES('2023-TY2311-C06','2023-TY2311',6,'signed',NULL,'2023-09-04 12:30:00.000000','值班领导甲','','[]','[]','','','提升防台风响应至Ⅰ级','','typhoon','raise','Ⅰ','','','','2023-09-04 12:30:00.000000','2023-09-04 12:30:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',17);
CREATE TABLE latest_decisions (
	consultation TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	matter TEXT NOT NULL, 
	units TEXT NOT NULL, 
	deadline DATETIME, 
	"order" TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, consultation, number)
);
INSERT INTO "latest_decisions" VALUES('2023-TY2311-C05',1,'2023-TY2311','低洼地带群众再排查一遍,应转尽转','["350623", "350626", "350624"]','2023-09-04 10:00:00.000000','','2023-09-04 07:58:00.000000','2023-09-04 07:58:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',18);
INSERT INTO "latest_decisions" VALUES('2023-TY2311-C05',2,'2023-TY2311','核查渔排人员回流','["350626"]','2023-09-04 12:00:00.000000','2023-TY2311-O07','2023-09-04 08:05:00.000000','2023-09-04 08:05:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',19);
CREATE TABLE latest_deployments (
	incident TEXT NOT NULL, 
	"group" TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	state TEXT NOT NULL, 
	people BIGINT NOT NULL, 
	place TEXT NOT NULL, 
	lon DOUBLE, 
	lat DOUBLE, 
	problems_found BIGINT NOT NULL, 
	problems_fixed BIGINT NOT NULL, 
	note TEXT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident, "group")
);
INSERT INTO "latest_deployments" VALUES('2023-TY2311','L01','350602','departed',7,'芗城',117.6517,24.5129,0,0,'','','2023-09-04 01:00:00.000000','2023-09-04 01:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',30);
INSERT INTO "latest_deployments" VALUES('2023-TY2311','L02','350603','departed',7,'龙文',117.6966,24.5186,0,0,'','','2023-09-04 01:00:00.000000','2023-09-04 01:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',31);
INSERT INTO "latest_deployments" VALUES('2023-TY2311','L03','350604','departed',8,'龙海',117.8125,24.4482,0,0,'','','2023-09-04 01:00:00.000000','2023-09-04 01:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',32);
CREATE TABLE latest_dispatches (
	dispatch TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	state TEXT NOT NULL, 
	item TEXT NOT NULL, 
	quantity DOUBLE NOT NULL, 
	measure TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	back DOUBLE, 
	purpose TEXT NOT NULL, 
	person TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, dispatch)
);
INSERT INTO "latest_dispatches" VALUES('20230904190000-d1','2023-TY2311','350626','dispatched','移动水泵',2.0,'台','W07',NULL,'西埔内涝点排水','值班员甲','2023-09-04 11:12:00.000000','2023-09-04 11:12:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',74);
CREATE TABLE latest_duty_states (
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	duty TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	state TEXT NOT NULL, 
	person TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident, unit, duty, owner)
);
INSERT INTO "latest_duty_states" VALUES('2023-TY2311','350600','groups','','done','值班员甲','16个工作组均已到位','2023-09-04 04:20:00.000000','2023-09-04 04:20:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',64);
INSERT INTO "latest_duty_states" VALUES('2023-TY2311','350600','move','350626','in_hand','值班员丁','还有2个村在转移','2023-09-04 07:00:00.000000','2023-09-04 07:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',65);
CREATE TABLE latest_evacuation (
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	category TEXT NOT NULL, 
	target BIGINT NOT NULL, 
	moved BIGINT NOT NULL, 
	returned BIGINT NOT NULL, 
	sheltered BIGINT, 
	dispersed BIGINT, 
	checked BIGINT, 
	cleared BIGINT, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident, unit, category)
);
INSERT INTO "latest_evacuation" VALUES('2023-TY2311','350626','people',1200,1150,0,NULL,NULL,NULL,NULL,'值班员甲','2023-09-04 21:20:00.000000','2023-09-04 21:20:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',27);
INSERT INTO "latest_evacuation" VALUES('2023-TY2311','350624','fishing_vessels',200,180,0,NULL,NULL,NULL,NULL,'值班员乙','2023-09-04 21:20:00.000000','2023-09-04 21:20:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',28);
CREATE TABLE latest_feed_runs (
	feed TEXT NOT NULL, 
	how TEXT NOT NULL, 
	last_success DATETIME, 
	read BIGINT NOT NULL, 
	accepted BIGINT NOT NULL, 
	rejected BIGINT NOT NULL, 
	problems TEXT NOT NULL, 
	marks TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, kinds TEXT DEFAULT '[]' NOT NULL, content TEXT DEFAULT 'rows' NOT NULL, every_s DOUBLE, renewed_s DOUBLE, 
	PRIMARY KEY (mode, feed)
);
INSERT INTO "latest_feed_runs" VALUES('水雨情库','database','2023-09-04 21:00:00.000000',120,118,2,'ST_PPTN_R.DRP “-9.9”小于 0，请改正','["ST_PPTN_R=2023-09-05T05:00:00+08:00"]','2023-09-04 21:00:00.000000','2023-09-04 21:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',56,'[]','rows',NULL,NULL);
INSERT INTO "latest_feed_runs" VALUES('浙江台风','http','2023-09-04 21:20:00.000000',0,0,0,'20 秒内没有答复，稍后自动再试','[]','2023-09-04 21:25:00.000000','2023-09-04 21:25:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',57,'[]','rows',NULL,NULL);
CREATE TABLE latest_handovers (
	handover TEXT NOT NULL, 
	outgoing TEXT NOT NULL, 
	outgoing_name TEXT NOT NULL, 
	incoming TEXT NOT NULL, 
	incoming_name TEXT NOT NULL, 
	shift_from DATETIME NOT NULL, 
	shift_to DATETIME NOT NULL, 
	remarks TEXT NOT NULL, 
	state TEXT NOT NULL, 
	open_list TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, handover)
);
INSERT INTO "latest_handovers" VALUES('20230904195500-c3','duty1','值班员甲','duty2','值班员乙','2023-09-04 00:00:00.000000','2023-09-04 12:00:00.000000','注意东山县渔排人员返回情况','signed','[]','2023-09-04 11:58:00.000000','2023-09-04 11:58:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',71);
CREATE TABLE latest_impacts (
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	item TEXT NOT NULL, 
	amount DOUBLE NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident, unit, item)
);
INSERT INTO "latest_impacts" VALUES('2023-TY2311','350626','affected_people',1200.0,'值班员甲','2023-09-05 09:00:00.000000','2023-09-05 09:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',52);
CREATE TABLE latest_incidents (
	incident TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	name TEXT NOT NULL, 
	number TEXT NOT NULL, 
	storm TEXT, 
	began_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident)
);
INSERT INTO "latest_incidents" VALUES('2023-TY2311','typhoon','第11号台风“海葵”','2311','2311','2023-09-02 09:00:00.000000','2023-09-07 10:00:00.000000','2023-09-07 10:00:00.000000','2023-09-07 10:00:00.000000','公开报道','live',NULL,'2024-01-01 00:00:00.000000','release',2);
CREATE TABLE latest_lessons (
	lesson TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	matter TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	deadline DATETIME NOT NULL, 
	state TEXT NOT NULL, 
	author TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, lesson)
);
INSERT INTO "latest_lessons" VALUES('20230907100000-c3','2023-TY2311','渔排人员返回前须经镇街核准','东山县','2023-09-30 10:00:00.000000','open','值班员甲','2023-09-07 02:00:00.000000','2023-09-07 02:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',72);
CREATE TABLE latest_level_proposals (
	proposal TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	incident_name TEXT NOT NULL, 
	storm TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	level TEXT, 
	change TEXT NOT NULL, 
	effective_at DATETIME NOT NULL, 
	basis TEXT NOT NULL, 
	basis_text TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	suggested TEXT, 
	suggested_because TEXT NOT NULL, 
	state TEXT NOT NULL, 
	author TEXT NOT NULL, 
	approved_by TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, proposal)
);
INSERT INTO "latest_level_proposals" VALUES('20230904085000-a1b2c3','2023-TY2311','','','350600','typhoon','Ⅱ','raise','2023-09-04 01:00:00.000000','["W1", "W2"]','台风预警Ⅱ级(9月4日07时)','','Ⅱ','台风预警Ⅱ级对应防台风Ⅱ级响应','approved','值班员甲','审批人乙','','2023-09-04 00:56:00.000000','2023-09-04 00:56:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',61);
CREATE TABLE latest_log_entries (
	entry TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	category TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	counterpart TEXT NOT NULL, 
	text TEXT NOT NULL, 
	follow_up TEXT NOT NULL, 
	follow_up_due DATETIME, 
	state TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, entry)
);
INSERT INTO "latest_log_entries" VALUES('20230904192000-a1','2023-TY2311','call_in','350626','东山县值班员甲','报告陈城镇两处渔排有人员返回','核实返回人员是否再次撤离','2023-09-04 12:30:00.000000','closed','已全部再次撤离','2023-09-04 12:12:00.000000','2023-09-04 12:12:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',69);
INSERT INTO "latest_log_entries" VALUES('20230904193500-b2','2023-TY2311','instruction','','带班领导','要求每小时报送沿海乡镇转移进度','',NULL,'none','','2023-09-04 11:35:00.000000','2023-09-04 11:35:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',70);
CREATE TABLE latest_measures (
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	measure TEXT NOT NULL, 
	starts_at DATETIME NOT NULL, 
	ends_at DATETIME, 
	scope TEXT NOT NULL, 
	exemptions TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident, unit, measure)
);
INSERT INTO "latest_measures" VALUES('2023-TY2311','350600','school_postponed','2023-09-03 16:00:00.000000','2023-09-05 16:00:00.000000','全市','','','2023-09-03 10:00:00.000000','2023-09-03 10:00:00.000000','公开报道','live',NULL,'2024-01-01 00:00:00.000000','release',41);
INSERT INTO "latest_measures" VALUES('2023-TY2311','350600','ferries_stopped','2023-09-03 10:00:00.000000','2023-09-05 06:00:00.000000','全部客渡航线','','','2023-09-03 10:00:00.000000','2023-09-03 10:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',42);
INSERT INTO "latest_measures" VALUES('2023-TY2311','350600','scenic_closed','2023-09-03 10:00:00.000000','2023-09-05 06:00:00.000000','滨海景区','','','2023-09-03 10:00:00.000000','2023-09-03 10:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',43);
CREATE TABLE latest_messages (
	batch TEXT NOT NULL, 
	incident TEXT, 
	unit TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	sent BIGINT NOT NULL, 
	subject TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, batch)
);
INSERT INTO "latest_messages" VALUES('2023-TY2311-M1','2023-TY2311','350600','sms',3830846,'第11号台风“海葵”防御提示','2023-09-02 12:00:00.000000','2023-09-02 12:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',53);
INSERT INTO "latest_messages" VALUES('2023-TY2311-M2','2023-TY2311','350600','sms',7661692,'第11号台风“海葵”防御提示','2023-09-02 19:00:00.000000','2023-09-02 19:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',54);
INSERT INTO "latest_messages" VALUES('2023-TY2311-M3','2023-TY2311','350600','sms',11492537,'第11号台风“海葵”防御提示','2023-09-03 02:00:00.000000','2023-09-03 02:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',55);
CREATE TABLE latest_orders (
	"order" TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	serial BIGINT NOT NULL, 
	document TEXT NOT NULL, 
	title TEXT NOT NULL, 
	body TEXT NOT NULL, 
	units TEXT NOT NULL, 
	state TEXT NOT NULL, 
	receipt_due DATETIME, 
	feedback_due DATETIME, 
	category TEXT, 
	complete_by DATETIME, 
	corrects TEXT, 
	author TEXT NOT NULL, 
	approved_by TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, "order")
);
INSERT INTO "latest_orders" VALUES('2023-TY2311-directive-01','2023-TY2311','directive',1,'','关于做好第11号台风“海葵”防御工作的第1号指令','','["350602", "350603", "350604", "350605", "350622", "350623", "350624", "350626", "350627", "350628", "350629", "3506Z1", "3506Z2", "3506Z3", "3506Z4", "3506Z5"]','issued','2023-09-02 19:40:00.000000','2023-09-03 02:40:00.000000',NULL,NULL,NULL,'','','','2023-09-02 18:40:00.000000','2023-09-02 18:40:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',9);
INSERT INTO "latest_orders" VALUES('2023-TY2311-advisory-01','2023-TY2311','advisory',1,'','关于防范第11号台风“海葵”风险的提示函(第1号)','','["350603", "350626", "350629", "3506Z1", "3506Z2", "3506Z4"]','issued','2023-09-03 00:10:00.000000','2023-09-03 07:10:00.000000',NULL,NULL,NULL,'','','','2023-09-02 23:10:00.000000','2023-09-02 23:10:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',10);
INSERT INTO "latest_orders" VALUES('2023-TY2311-directive-02','2023-TY2311','directive',2,'','关于海上船舶和渔排人员撤离的第2号指令','','["350602", "350603", "350604", "350605", "350622", "350623", "350624", "350626", "350627", "350628", "350629", "3506Z1", "3506Z2", "3506Z3", "3506Z4", "3506Z5"]','issued','2023-09-03 00:57:00.000000','2023-09-03 07:57:00.000000',NULL,NULL,NULL,'','','','2023-09-02 23:57:00.000000','2023-09-02 23:57:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',11);
CREATE TABLE latest_receipts (
	"order" TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	state TEXT NOT NULL, 
	person TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, "order", unit)
);
INSERT INTO "latest_receipts" VALUES('2023-TY2311-directive-01','350604','received','值班员','','2023-09-02 18:45:00.000000','2023-09-02 18:45:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',12);
INSERT INTO "latest_receipts" VALUES('2023-TY2311-directive-01','350622','received','值班员','','2023-09-02 18:45:00.000000','2023-09-02 18:45:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',13);
INSERT INTO "latest_receipts" VALUES('2023-TY2311-directive-01','350626','received','值班员','','2023-09-02 18:49:00.000000','2023-09-02 18:49:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',14);
CREATE TABLE latest_reminders (
	"order" TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	state TEXT NOT NULL, 
	text TEXT NOT NULL, 
	person TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, "order", unit, stage)
);
INSERT INTO "latest_reminders" VALUES('2023-TY2311-directive-01','2023-TY2311','350629','receipt','sent','请立即签收第1号指令','值班员甲','2023-09-02 19:44:00.000000','2023-09-02 19:44:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',67);
CREATE TABLE latest_report_questions (
	report TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	question TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	category TEXT NOT NULL, 
	"before" BIGINT, 
	"after" BIGINT, 
	since DATETIME, 
	state TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	answered_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, report, version, question, unit, category)
);
INSERT INTO "latest_report_questions" VALUES('2023-TY2311-B07',1,'2023-TY2311','fell','350626','people',3300,3244,NULL,'answered','原数重复计入一个村','值班员甲','2023-09-04 09:20:00.000000','2023-09-04 09:20:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',25);
INSERT INTO "latest_report_questions" VALUES('2023-TY2311-B07',1,'2023-TY2311','silent','350604','',NULL,NULL,'2023-09-04 02:00:00.000000','accepted','通信中断,沿用10时数据','值班员甲','2023-09-04 09:25:00.000000','2023-09-04 09:25:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',26);
CREATE TABLE latest_reports (
	report TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	serial BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	cut_off DATETIME NOT NULL, 
	due_at DATETIME, 
	taken_at DATETIME, 
	signed_at DATETIME, 
	title TEXT NOT NULL, 
	sections TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	author TEXT NOT NULL, 
	signed_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, report, version)
);
INSERT INTO "latest_reports" VALUES('2023-TY2311-B07',1,'2023-TY2311',7,'signed','2023-09-04 09:00:00.000000','2023-09-04 10:00:00.000000','2023-09-04 09:08:00.000000','2023-09-04 09:55:00.000000','第11号台风“海葵”防御工作动态(第7期)','{"people": "累计转移陆上危险区域群众51,252人。"}','','值班员甲','审批人乙','2023-09-04 09:55:00.000000','2023-09-04 09:55:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',22);
CREATE TABLE latest_responses (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	level TEXT, 
	change TEXT NOT NULL, 
	document TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	proposal TEXT NOT NULL, 
	author TEXT NOT NULL, 
	approved_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	PRIMARY KEY (mode, unit, hazard, incident)
);
INSERT INTO "latest_responses" VALUES(3,'2023-TY2311','350600','typhoon','Ⅲ','start','漳汛电〔2023〕35号','第11号台风“海葵”;台风预警','','','','','2023-09-02 09:00:00.000000','2023-09-02 09:00:00.000000','公开报道','live',NULL,'2024-01-01 00:00:00.000000','release');
INSERT INTO "latest_responses" VALUES(4,'2023-TY2311','350626','typhoon','Ⅲ','start','','第11号台风“海葵”;台风预警','','','','','2023-09-02 09:00:00.000000','2023-09-02 09:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release');
INSERT INTO "latest_responses" VALUES(5,'2023-TY2311','350627','typhoon','Ⅲ','start','','第11号台风“海葵”;台风预警','','','','','2023-09-02 09:00:00.000000','2023-09-02 09:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release');
CREATE TABLE latest_shelter_states (
	shelter TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	state TEXT NOT NULL, 
	occupancy BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, shelter)
);
INSERT INTO "latest_shelter_states" VALUES('S002','2023-TY2311','open',0,'值班员','2023-09-03 03:00:00.000000','2023-09-03 03:10:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',36);
INSERT INTO "latest_shelter_states" VALUES('S005','2023-TY2311','open',0,'值班员','2023-09-03 03:01:00.000000','2023-09-03 03:11:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',37);
INSERT INTO "latest_shelter_states" VALUES('S025','2023-TY2311','open',0,'值班员','2023-09-03 03:01:00.000000','2023-09-03 03:11:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',38);
CREATE TABLE latest_suggestion_decisions (
	suggestion TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	level TEXT, 
	basis TEXT NOT NULL, 
	because TEXT NOT NULL, 
	choice TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	proposal TEXT NOT NULL, 
	author TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, suggestion)
);
INSERT INTO "latest_suggestion_decisions" VALUES('350600-typhoon-Ⅱ-W1','350600','typhoon','Ⅱ','["W1"]','台风预警Ⅱ级对应防台风Ⅱ级响应','followed','','20230904085000-a1b2c3','值班员甲','2023-09-04 00:50:00.000000','2023-09-04 00:50:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',62);
INSERT INTO "latest_suggestion_decisions" VALUES('350600-rainstorm-Ⅰ-W3','350600','rainstorm','Ⅰ','["W3"]','暴雨预警Ⅰ级对应防暴雨Ⅰ级响应','declined','会商研判降雨中心在北部','','值班员甲','2023-09-04 08:10:00.000000','2023-09-04 08:10:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',63);
CREATE TABLE latest_supply_states (
	depot TEXT NOT NULL, 
	item TEXT NOT NULL, 
	move TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	quantity DOUBLE NOT NULL, 
	measure TEXT NOT NULL, 
	incident TEXT, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, depot, item, move, unit)
);
INSERT INTO "latest_supply_states" VALUES('W08','帐篷','dispatched','350626',60.0,'顶','2023-TY2311','2023-09-04 05:00:00.000000','2023-09-04 05:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',40);
CREATE TABLE latest_team_states (
	team TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	state TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	people BIGINT NOT NULL, 
	task TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, team)
);
INSERT INTO "latest_team_states" VALUES('T08','2023-TY2311','prepositioned','350626',40,'东山前置','2023-09-04 04:00:00.000000','2023-09-04 04:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',39);
CREATE TABLE latest_vessel_actions (
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	vessel_kind TEXT NOT NULL, 
	action TEXT NOT NULL, 
	place TEXT NOT NULL, 
	vessels BIGINT NOT NULL, 
	people BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, incident, unit, vessel_kind, action, place)
);
INSERT INTO "latest_vessel_actions" VALUES('2023-TY2311','350626','fishing','in_port','铜陵港',120,360,'值班员甲','2023-09-04 09:00:00.000000','2023-09-04 09:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release',29);
CREATE TABLE latest_warnings (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	event TEXT NOT NULL, 
	event_code TEXT NOT NULL, 
	colour TEXT, 
	level TEXT, 
	units TEXT NOT NULL, 
	area TEXT NOT NULL, 
	polygons TEXT NOT NULL, 
	issuer TEXT NOT NULL, 
	headline TEXT NOT NULL, 
	description TEXT NOT NULL, 
	instruction TEXT NOT NULL, 
	message_type TEXT NOT NULL, 
	"references" TEXT NOT NULL, 
	expires_at DATETIME, 
	incident TEXT, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (mode, id)
);
INSERT INTO "latest_warnings" VALUES('35060541600000_20230417231141-221','weather','rainstorm','11B03','blue',NULL,'["350605"]','','[]','长泰区气象台','长泰区气象台发布暴雨蓝色预警','','','alert','[]','2023-04-18 00:11:00.000000',NULL,'2023-04-17 15:11:00.000000','2023-04-17 15:11:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',6);
INSERT INTO "latest_warnings" VALUES('35062841600000_20230419231110-250','weather','rainstorm','11B03','blue',NULL,'["350628"]','','[]','平和县气象台','平和县气象台继续发布暴雨蓝色预警','','','update','["35062841600000_20230419220709-249"]','2023-04-20 00:11:00.000000','2023-R02','2023-04-19 15:11:00.000000','2023-04-19 15:11:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',7);
INSERT INTO "latest_warnings" VALUES('35062841600000_20230420032720-260','weather','rainstorm','11B03','yellow',NULL,'["350628"]','','[]','平和县气象台','平和县气象台继续发布暴雨黄色预警','','','update','["35062841600000_20230419231110-250"]','2023-04-20 01:27:00.000000','2023-R02','2023-04-19 19:27:00.000000','2023-04-19 19:27:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release',8);
CREATE TABLE ledger (
	name TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	written_at DATETIME, 
	PRIMARY KEY (name)
);
INSERT INTO "ledger" VALUES('facts',74,'2024-01-01 00:00:00.000000');
CREATE TABLE lessons (
	seq BIGINT NOT NULL, 
	lesson TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	matter TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	deadline DATETIME NOT NULL, 
	state TEXT NOT NULL, 
	author TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "lessons" VALUES(72,'20230907100000-c3','2023-TY2311','渔排人员返回前须经镇街核准','东山县','2023-09-30 10:00:00.000000','open','值班员甲','2023-09-07 02:00:00.000000','2023-09-07 02:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','67adf00f96618a693d1ea2fc7dcb497b');
CREATE TABLE level_proposals (
	seq BIGINT NOT NULL, 
	proposal TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	incident_name TEXT NOT NULL, 
	storm TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	level TEXT, 
	change TEXT NOT NULL, 
	effective_at DATETIME NOT NULL, 
	basis TEXT NOT NULL, 
	basis_text TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	suggested TEXT, 
	suggested_because TEXT NOT NULL, 
	state TEXT NOT NULL, 
	author TEXT NOT NULL, 
	approved_by TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "level_proposals" VALUES(60,'20230904085000-a1b2c3','2023-TY2311','','','350600','typhoon','Ⅱ','raise','2023-09-04 01:00:00.000000','["W1", "W2"]','台风预警Ⅱ级(9月4日07时)','','Ⅱ','台风预警Ⅱ级对应防台风Ⅱ级响应','submitted','值班员甲','','','2023-09-04 00:50:00.000000','2023-09-04 00:50:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','b7d6a71be94a1cc80c45446b7eaa531b');
INSERT INTO "level_proposals" VALUES(61,'20230904085000-a1b2c3','2023-TY2311','','','350600','typhoon','Ⅱ','raise','2023-09-04 01:00:00.000000','["W1", "W2"]','台风预警Ⅱ级(9月4日07时)','','Ⅱ','台风预警Ⅱ级对应防台风Ⅱ级响应','approved','值班员甲','审批人乙','','2023-09-04 00:56:00.000000','2023-09-04 00:56:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','df41465015fe57fc5665b719eb71b0d7');
CREATE TABLE log_entries (
	seq BIGINT NOT NULL, 
	entry TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	category TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	counterpart TEXT NOT NULL, 
	text TEXT NOT NULL, 
	follow_up TEXT NOT NULL, 
	follow_up_due DATETIME, 
	state TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "log_entries" VALUES(68,'20230904192000-a1','2023-TY2311','call_in','350626','东山县值班员甲','报告陈城镇两处渔排有人员返回','核实返回人员是否再次撤离','2023-09-04 12:30:00.000000','open','','2023-09-04 11:20:00.000000','2023-09-04 11:20:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','78a7ecd7b066f002d85205b71be6d207');
INSERT INTO "log_entries" VALUES(69,'20230904192000-a1','2023-TY2311','call_in','350626','东山县值班员甲','报告陈城镇两处渔排有人员返回','核实返回人员是否再次撤离','2023-09-04 12:30:00.000000','closed','已全部再次撤离','2023-09-04 12:12:00.000000','2023-09-04 12:12:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','4c55563627d35533d7c44fbb40abe804');
INSERT INTO "log_entries" VALUES(70,'20230904193500-b2','2023-TY2311','instruction','','带班领导','要求每小时报送沿海乡镇转移进度','',NULL,'none','','2023-09-04 11:35:00.000000','2023-09-04 11:35:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','e5b64e0764b9f8c4fc81cc3eaa14d84b');
CREATE TABLE measures (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	measure TEXT NOT NULL, 
	starts_at DATETIME NOT NULL, 
	ends_at DATETIME, 
	scope TEXT NOT NULL, 
	exemptions TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "measures" VALUES(41,'2023-TY2311','350600','school_postponed','2023-09-03 16:00:00.000000','2023-09-05 16:00:00.000000','全市','','','2023-09-03 10:00:00.000000','2023-09-03 10:00:00.000000','公开报道','live',NULL,'2024-01-01 00:00:00.000000','release','16c686b31e55490663a8d4223c35fc6b');
INSERT INTO "measures" VALUES(42,'2023-TY2311','350600','ferries_stopped','2023-09-03 10:00:00.000000','2023-09-05 06:00:00.000000','全部客渡航线','','','2023-09-03 10:00:00.000000','2023-09-03 10:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','b56cd44a4ff3a21c1758fd93bb22a710');
INSERT INTO "measures" VALUES(43,'2023-TY2311','350600','scenic_closed','2023-09-03 10:00:00.000000','2023-09-05 06:00:00.000000','滨海景区','','','2023-09-03 10:00:00.000000','2023-09-03 10:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','74b3e5e92816cd3cfcf368db3e3aabfa');
CREATE TABLE messages (
	seq BIGINT NOT NULL, 
	batch TEXT NOT NULL, 
	incident TEXT, 
	unit TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	sent BIGINT NOT NULL, 
	subject TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "messages" VALUES(53,'2023-TY2311-M1','2023-TY2311','350600','sms',3830846,'第11号台风“海葵”防御提示','2023-09-02 12:00:00.000000','2023-09-02 12:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','3fdddda4f1c135be4cd9b383efaeea12');
INSERT INTO "messages" VALUES(54,'2023-TY2311-M2','2023-TY2311','350600','sms',7661692,'第11号台风“海葵”防御提示','2023-09-02 19:00:00.000000','2023-09-02 19:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','a555a75fe08f7cf67e3e82557dc6a26e');
INSERT INTO "messages" VALUES(55,'2023-TY2311-M3','2023-TY2311','350600','sms',11492537,'第11号台风“海葵”防御提示','2023-09-03 02:00:00.000000','2023-09-03 02:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','b47f88e0f2bed81e514e74bd41319c56');
CREATE TABLE misdated (
	seq BIGINT NOT NULL, 
	found_at DATETIME NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "misdated" VALUES(0,'2024-01-01 00:00:00.000000');
CREATE TABLE month_counts (
	mode TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	month INTEGER NOT NULL, 
	measure TEXT NOT NULL, 
	part TEXT NOT NULL, 
	amount BIGINT NOT NULL, 
	PRIMARY KEY (mode, year, month, measure, part)
);
INSERT INTO "month_counts" VALUES('live',2023,9,'responses','350600/typhoon',1);
INSERT INTO "month_counts" VALUES('live',2023,9,'responses','350626/typhoon',1);
INSERT INTO "month_counts" VALUES('live',2023,9,'responses','350627/typhoon',1);
INSERT INTO "month_counts" VALUES('live',2023,4,'warnings','weather',3);
INSERT INTO "month_counts" VALUES('live',2023,9,'orders','advisory',1);
INSERT INTO "month_counts" VALUES('live',2023,9,'orders','directive',2);
INSERT INTO "month_counts" VALUES('live',2023,9,'messages','sms',22985075);
CREATE TABLE notes (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "notes" VALUES('demonstration','');
CREATE TABLE orders (
	seq BIGINT NOT NULL, 
	"order" TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	serial BIGINT NOT NULL, 
	document TEXT NOT NULL, 
	title TEXT NOT NULL, 
	body TEXT NOT NULL, 
	units TEXT NOT NULL, 
	state TEXT NOT NULL, 
	receipt_due DATETIME, 
	feedback_due DATETIME, 
	category TEXT, 
	complete_by DATETIME, 
	corrects TEXT, 
	author TEXT NOT NULL, 
	approved_by TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "orders" VALUES(9,'2023-TY2311-directive-01','2023-TY2311','directive',1,'','关于做好第11号台风“海葵”防御工作的第1号指令','','["350602", "350603", "350604", "350605", "350622", "350623", "350624", "350626", "350627", "350628", "350629", "3506Z1", "3506Z2", "3506Z3", "3506Z4", "3506Z5"]','issued','2023-09-02 19:40:00.000000','2023-09-03 02:40:00.000000',NULL,NULL,NULL,'','','','2023-09-02 18:40:00.000000','2023-09-02 18:40:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','3cc0759c8995242206c2eb6fc23731c6');
INSERT INTO "orders" VALUES(10,'2023-TY2311-advisory-01','2023-TY2311','advisory',1,'','关于防范第11号台风“海葵”风险的提示函(第1号)','','["350603", "350626", "350629", "3506Z1", "3506Z2", "3506Z4"]','issued','2023-09-03 00:10:00.000000','2023-09-03 07:10:00.000000',NULL,NULL,NULL,'','','','2023-09-02 23:10:00.000000','2023-09-02 23:10:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','36cf378068599a601a0a0a1bbcd29a21');
INSERT INTO "orders" VALUES(11,'2023-TY2311-directive-02','2023-TY2311','directive',2,'','关于海上船舶和渔排人员撤离的第2号指令','','["350602", "350603", "350604", "350605", "350622", "350623", "350624", "350626", "350627", "350628", "350629", "3506Z1", "3506Z2", "3506Z3", "3506Z4", "3506Z5"]','issued','2023-09-03 00:57:00.000000','2023-09-03 07:57:00.000000',NULL,NULL,NULL,'','','','2023-09-02 23:57:00.000000','2023-09-02 23:57:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','c2b4508e8e3f51ac0f2c9f15a22688ff');
CREATE TABLE rain (
	seq BIGINT NOT NULL, 
	station TEXT NOT NULL, 
	hours DOUBLE NOT NULL, 
	rain_mm DOUBLE NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "rain" VALUES(50,'P08',1.0,23.5,'2023-09-04 21:00:00.000000','2023-09-04 21:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','b79a1082c43b5b5cf15373096e9d1b82');
CREATE TABLE receipts (
	seq BIGINT NOT NULL, 
	"order" TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	state TEXT NOT NULL, 
	person TEXT NOT NULL, 
	note TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "receipts" VALUES(12,'2023-TY2311-directive-01','350604','received','值班员','','2023-09-02 18:45:00.000000','2023-09-02 18:45:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','03559dc47ceb7b626b45390db42e522e');
INSERT INTO "receipts" VALUES(13,'2023-TY2311-directive-01','350622','received','值班员','','2023-09-02 18:45:00.000000','2023-09-02 18:45:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','d571cbbb593dfda502bc405232cb7f9e');
INSERT INTO "receipts" VALUES(14,'2023-TY2311-directive-01','350626','received','值班员','','2023-09-02 18:49:00.000000','2023-09-02 18:49:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','4d2ba55d32698d0b540837eb6fcd2759');
CREATE TABLE reminders (
	seq BIGINT NOT NULL, 
	"order" TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	state TEXT NOT NULL, 
	text TEXT NOT NULL, 
	person TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "reminders" VALUES(66,'2023-TY2311-directive-01','2023-TY2311','350629','receipt','drafted','请立即签收第1号指令','','2023-09-02 19:41:00.000000','2023-09-02 19:41:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','ea303a777945063146557649b74f2449');
INSERT INTO "reminders" VALUES(67,'2023-TY2311-directive-01','2023-TY2311','350629','receipt','sent','请立即签收第1号指令','值班员甲','2023-09-02 19:44:00.000000','2023-09-02 19:44:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','70861633295e0a127cfa094971e6d5e6');
CREATE TABLE report_figures (
	seq BIGINT NOT NULL, 
	report TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	cut_off DATETIME NOT NULL, 
	figures TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "report_figures" VALUES(23,'2023-TY2311-B07',1,'2023-TY2311','2023-09-04 09:00:00.000000','{"as_of": "2023-09-04T17:00:00+08:00", "evacuation": [{"unit": "350626", "category": "people", "target": 4240, "moved": 3244, "returned": 434}]}','2023-09-04 09:08:00.000000','2023-09-04 09:08:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','95ace5d56351629c10a1b7ba3e1a797d');
CREATE TABLE report_questions (
	seq BIGINT NOT NULL, 
	report TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	question TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	category TEXT NOT NULL, 
	"before" BIGINT, 
	"after" BIGINT, 
	since DATETIME, 
	state TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	answered_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "report_questions" VALUES(24,'2023-TY2311-B07',1,'2023-TY2311','fell','350626','people',3300,3244,NULL,'open','','','2023-09-04 09:08:00.000000','2023-09-04 09:08:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','c276e12f017dbe4c96ec3be33f5bcb25');
INSERT INTO "report_questions" VALUES(25,'2023-TY2311-B07',1,'2023-TY2311','fell','350626','people',3300,3244,NULL,'answered','原数重复计入一个村','值班员甲','2023-09-04 09:20:00.000000','2023-09-04 09:20:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','a8d5dc0fe392f94a46af7ce303feb561');
INSERT INTO "report_questions" VALUES(26,'2023-TY2311-B07',1,'2023-TY2311','silent','350604','',NULL,NULL,'2023-09-04 02:00:00.000000','accepted','通信中断,沿用10时数据','值班员甲','2023-09-04 09:25:00.000000','2023-09-04 09:25:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','4f7ac8dad1a199dd0de794586f31802a');
CREATE TABLE reports (
	seq BIGINT NOT NULL, 
	report TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	serial BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	cut_off DATETIME NOT NULL, 
	due_at DATETIME, 
	taken_at DATETIME, 
	signed_at DATETIME, 
	title TEXT NOT NULL, 
	sections TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	author TEXT NOT NULL, 
	signed_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "reports" VALUES(20,'2023-TY2311-B07',1,'2023-TY2311',7,'draft','2023-09-04 09:00:00.000000','2023-09-04 10:00:00.000000','2023-09-04 09:08:00.000000',NULL,'第11号台风“海葵”防御工作动态(第7期)','{"people": "累计转移陆上危险区域群众51,252人。"}','','值班员甲','','2023-09-04 09:08:00.000000','2023-09-04 09:08:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','49857be728d464d1aa0b660fe3b6a872');
INSERT INTO "reports" VALUES(21,'2023-TY2311-B07',1,'2023-TY2311',7,'frozen','2023-09-04 09:00:00.000000','2023-09-04 10:00:00.000000','2023-09-04 09:08:00.000000',NULL,'第11号台风“海葵”防御工作动态(第7期)','{"people": "累计转移陆上危险区域群众51,252人。"}','','值班员甲','','2023-09-04 09:40:00.000000','2023-09-04 09:40:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','d9694ccd4d3b5293c3fbc33673132c2c');
INSERT INTO "reports" VALUES(22,'2023-TY2311-B07',1,'2023-TY2311',7,'signed','2023-09-04 09:00:00.000000','2023-09-04 10:00:00.000000','2023-09-04 09:08:00.000000','2023-09-04 09:55:00.000000','第11号台风“海葵”防御工作动态(第7期)','{"people": "累计转移陆上危险区域群众51,252人。"}','','值班员甲','审批人乙','2023-09-04 09:55:00.000000','2023-09-04 09:55:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','9c6dcd766cad99c940b835b84091c81f');
CREATE TABLE responses (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	level TEXT, 
	change TEXT NOT NULL, 
	document TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	proposal TEXT NOT NULL, 
	author TEXT NOT NULL, 
	approved_by TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "responses" VALUES(3,'2023-TY2311','350600','typhoon','Ⅲ','start','漳汛电〔2023〕35号','第11号台风“海葵”;台风预警','','','','','2023-09-02 09:00:00.000000','2023-09-02 09:00:00.000000','公开报道','live',NULL,'2024-01-01 00:00:00.000000','release','a4317d7cb3c8c23bebdba86763bdbc74');
INSERT INTO "responses" VALUES(4,'2023-TY2311','350626','typhoon','Ⅲ','start','','第11号台风“海葵”;台风预警','','','','','2023-09-02 09:00:00.000000','2023-09-02 09:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','0ba202563d0c897280ce42ea53927a17');
INSERT INTO "responses" VALUES(5,'2023-TY2311','350627','typhoon','Ⅲ','start','','第11号台风“海葵”;台风预警','','','','','2023-09-02 09:00:00.000000','2023-09-02 09:00:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','f524798a7015cf18ce475b4ef38dba6f');
CREATE TABLE river_levels (
	seq BIGINT NOT NULL, 
	station TEXT NOT NULL, 
	level_m DOUBLE NOT NULL, 
	flow_m3s DOUBLE, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "river_levels" VALUES(51,'R01',8.42,NULL,'2023-09-05 00:00:00.000000','2023-09-05 00:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','d99c7ffd66a5f63d76483dd6aacf2b15');
CREATE TABLE sessions (
	"key" TEXT NOT NULL, 
	account TEXT NOT NULL, 
	began_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "sessions" VALUES('session-key','duty1','2024-01-01 00:00:00.000000','2024-01-01 00:00:00.000000');
CREATE TABLE shelter_states (
	seq BIGINT NOT NULL, 
	shelter TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	state TEXT NOT NULL, 
	occupancy BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "shelter_states" VALUES(36,'S002','2023-TY2311','open',0,'值班员','2023-09-03 03:00:00.000000','2023-09-03 03:10:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','b8d9fcba86f7e5346655d89a15e19a79');
INSERT INTO "shelter_states" VALUES(37,'S005','2023-TY2311','open',0,'值班员','2023-09-03 03:01:00.000000','2023-09-03 03:11:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','7c690124881bc42007a5d704390312a4');
INSERT INTO "shelter_states" VALUES(38,'S025','2023-TY2311','open',0,'值班员','2023-09-03 03:01:00.000000','2023-09-03 03:11:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','bd799ea22270356881292e10fbc72498');
CREATE TABLE storm_fixes (
	seq BIGINT NOT NULL, 
	storm TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	agency TEXT NOT NULL, 
	lat DOUBLE NOT NULL, 
	lon DOUBLE NOT NULL, 
	pressure_hpa DOUBLE, 
	wind_ms DOUBLE, 
	grade TEXT, 
	move_dir_deg DOUBLE, 
	move_speed_kmh DOUBLE, 
	radius_scale TEXT NOT NULL, 
	averaging_min BIGINT, 
	r7_ne_km DOUBLE, 
	r7_se_km DOUBLE, 
	r7_sw_km DOUBLE, 
	r7_nw_km DOUBLE, 
	r10_ne_km DOUBLE, 
	r10_se_km DOUBLE, 
	r10_sw_km DOUBLE, 
	r10_nw_km DOUBLE, 
	r12_ne_km DOUBLE, 
	r12_se_km DOUBLE, 
	r12_sw_km DOUBLE, 
	r12_nw_km DOUBLE, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "storm_fixes" VALUES(44,'2311','海葵','Haikui','CMA',18.4,142.9,998.0,18.0,'TS',292.5,10.0,'force',2,160.0,150.0,110.0,130.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2023-08-28 00:00:00.000000','2023-08-28 00:20:00.000000','中国气象局实时定位(浙江台风路径发布)','live',NULL,'2024-01-01 00:00:00.000000','release','6feee2aade524028eeef6a9f831cb669');
INSERT INTO "storm_fixes" VALUES(45,'2311','海葵','Haikui','CMA',18.4,141.5,998.0,18.0,'TS',292.5,7.0,'force',2,160.0,150.0,110.0,130.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2023-08-28 06:00:00.000000','2023-08-28 06:20:00.000000','中国气象局实时定位(浙江台风路径发布)','live',NULL,'2024-01-01 00:00:00.000000','release','9ba655b3a891a8096cc4efd1b5528552');
INSERT INTO "storm_fixes" VALUES(46,'2311','海葵','Haikui','CMA',18.7,141.4,998.0,18.0,'TS',292.5,11.0,'force',2,160.0,150.0,110.0,130.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2023-08-28 09:00:00.000000','2023-08-28 09:20:00.000000','中国气象局实时定位(浙江台风路径发布)','live',NULL,'2024-01-01 00:00:00.000000','release','6b7b72cfdafe2525971235851c5ac053');
CREATE TABLE storm_forecasts (
	seq BIGINT NOT NULL, 
	storm TEXT NOT NULL, 
	agency TEXT NOT NULL, 
	forecast_at DATETIME NOT NULL, 
	lat DOUBLE NOT NULL, 
	lon DOUBLE NOT NULL, 
	pressure_hpa DOUBLE, 
	wind_ms DOUBLE, 
	grade TEXT, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "storm_forecasts" VALUES(47,'2311','CMA','2023-08-28 12:00:00.000000',18.7,141.9,998.0,18.0,'TS','2023-08-28 00:00:00.000000','2023-08-28 00:40:00.000000','浙江台风路径发布','live',NULL,'2024-01-01 00:00:00.000000','release','bfda3588ca3019ba556d6e70ff4cf571');
INSERT INTO "storm_forecasts" VALUES(48,'2311','CMA','2023-08-29 00:00:00.000000',19.0,140.4,995.0,20.0,'TS','2023-08-28 00:00:00.000000','2023-08-28 00:40:00.000000','浙江台风路径发布','live',NULL,'2024-01-01 00:00:00.000000','release','94e262e53eb05a536fa92eb5d99df8af');
INSERT INTO "storm_forecasts" VALUES(49,'2311','CMA','2023-08-29 12:00:00.000000',19.4,138.5,995.0,20.0,'TS','2023-08-28 00:00:00.000000','2023-08-28 00:40:00.000000','浙江台风路径发布','live',NULL,'2024-01-01 00:00:00.000000','release','d3e0598dd1e6f241df447791054fbeca');
CREATE TABLE suggestion_decisions (
	seq BIGINT NOT NULL, 
	suggestion TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	hazard TEXT NOT NULL, 
	level TEXT, 
	basis TEXT NOT NULL, 
	because TEXT NOT NULL, 
	choice TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	proposal TEXT NOT NULL, 
	author TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "suggestion_decisions" VALUES(62,'350600-typhoon-Ⅱ-W1','350600','typhoon','Ⅱ','["W1"]','台风预警Ⅱ级对应防台风Ⅱ级响应','followed','','20230904085000-a1b2c3','值班员甲','2023-09-04 00:50:00.000000','2023-09-04 00:50:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','17be1952277aa6ff063f6d591e0bf033');
INSERT INTO "suggestion_decisions" VALUES(63,'350600-rainstorm-Ⅰ-W3','350600','rainstorm','Ⅰ','["W3"]','暴雨预警Ⅰ级对应防暴雨Ⅰ级响应','declined','会商研判降雨中心在北部','','值班员甲','2023-09-04 08:10:00.000000','2023-09-04 08:10:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','d2da1f66843906a06735e740d5c1c33d');
CREATE TABLE supply_states (
	seq BIGINT NOT NULL, 
	depot TEXT NOT NULL, 
	item TEXT NOT NULL, 
	move TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	quantity DOUBLE NOT NULL, 
	measure TEXT NOT NULL, 
	incident TEXT, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "supply_states" VALUES(40,'W08','帐篷','dispatched','350626',60.0,'顶','2023-TY2311','2023-09-04 05:00:00.000000','2023-09-04 05:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','304f61825425f5a125f64374f8720a4d');
CREATE TABLE team_states (
	seq BIGINT NOT NULL, 
	team TEXT NOT NULL, 
	incident TEXT NOT NULL, 
	state TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	people BIGINT NOT NULL, 
	task TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "team_states" VALUES(39,'T08','2023-TY2311','prepositioned','350626',40,'东山前置','2023-09-04 04:00:00.000000','2023-09-04 04:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','f9e38787c93c004c28a2eb298ba71445');
CREATE TABLE tokens (
	token TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	created_by TEXT NOT NULL, 
	seen_at DATETIME, 
	revoked_at DATETIME, 
	PRIMARY KEY (token), 
	UNIQUE ("key")
);
INSERT INTO "tokens" VALUES('token','token-key','大屏','2024-01-01 00:00:00.000000','duty1',NULL,NULL);
CREATE TABLE vessel_actions (
	seq BIGINT NOT NULL, 
	incident TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	vessel_kind TEXT NOT NULL, 
	action TEXT NOT NULL, 
	place TEXT NOT NULL, 
	vessels BIGINT NOT NULL, 
	people BIGINT NOT NULL, 
	reporter TEXT NOT NULL, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "vessel_actions" VALUES(29,'2023-TY2311','350626','fishing','in_port','铜陵港',120,360,'值班员甲','2023-09-04 09:00:00.000000','2023-09-04 09:00:00.000000','','live',NULL,'2024-01-01 00:00:00.000000','release','2e95dfb672136b393d650dd992a15cf3');
CREATE TABLE warnings (
	seq BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	event TEXT NOT NULL, 
	event_code TEXT NOT NULL, 
	colour TEXT, 
	level TEXT, 
	units TEXT NOT NULL, 
	area TEXT NOT NULL, 
	polygons TEXT NOT NULL, 
	issuer TEXT NOT NULL, 
	headline TEXT NOT NULL, 
	description TEXT NOT NULL, 
	instruction TEXT NOT NULL, 
	message_type TEXT NOT NULL, 
	"references" TEXT NOT NULL, 
	expires_at DATETIME, 
	incident TEXT, 
	valid_at DATETIME NOT NULL, 
	known_at DATETIME NOT NULL, 
	source TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	replaces BIGINT, 
	written_at DATETIME NOT NULL, 
	written_by TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "warnings" VALUES(6,'35060541600000_20230417231141-221','weather','rainstorm','11B03','blue',NULL,'["350605"]','','[]','长泰区气象台','长泰区气象台发布暴雨蓝色预警','','','alert','[]','2023-04-18 00:11:00.000000',NULL,'2023-04-17 15:11:00.000000','2023-04-17 15:11:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','dee5fbf2e1cf0dadb48b08ec6a8e1199');
INSERT INTO "warnings" VALUES(7,'35062841600000_20230419231110-250','weather','rainstorm','11B03','blue',NULL,'["350628"]','','[]','平和县气象台','平和县气象台继续发布暴雨蓝色预警','','','update','["35062841600000_20230419220709-249"]','2023-04-20 00:11:00.000000','2023-R02','2023-04-19 15:11:00.000000','2023-04-19 15:11:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','7a9fa17e822ddebcfe9f2cf5c0be9679');
INSERT INTO "warnings" VALUES(8,'35062841600000_20230420032720-260','weather','rainstorm','11B03','yellow',NULL,'["350628"]','','[]','平和县气象台','平和县气象台继续发布暴雨黄色预警','','','update','["35062841600000_20230419231110-250"]','2023-04-20 01:27:00.000000','2023-R02','2023-04-19 19:27:00.000000','2023-04-19 19:27:00.000000','simulated','live',NULL,'2024-01-01 00:00:00.000000','release','d2d3237f7e6e5871ea9fe1a0e7b7361f');
CREATE INDEX ix_acts_known ON acts (mode, known_at, seq);
CREATE INDEX ix_acts_seek ON acts (mode, act, valid_at, seq, known_at);
CREATE INDEX ix_acts_time ON acts (mode, valid_at);
CREATE INDEX ix_cadres_known ON cadres (mode, known_at, seq);
CREATE INDEX ix_cadres_seek ON cadres (mode, incident, unit, valid_at, seq, known_at);
CREATE INDEX ix_cadres_time ON cadres (mode, valid_at);
CREATE INDEX ix_consultations_incident ON consultations (mode, incident);
CREATE INDEX ix_consultations_known ON consultations (mode, known_at, seq);
CREATE INDEX ix_consultations_seek ON consultations (mode, consultation, valid_at, seq, known_at);
CREATE INDEX ix_consultations_time ON consultations (mode, valid_at);
CREATE INDEX ix_decisions_incident ON decisions (mode, incident);
CREATE INDEX ix_decisions_known ON decisions (mode, known_at, seq);
CREATE INDEX ix_decisions_seek ON decisions (mode, consultation, number, valid_at, seq, known_at);
CREATE INDEX ix_decisions_time ON decisions (mode, valid_at);
CREATE INDEX ix_deployments_known ON deployments (mode, known_at, seq);
CREATE INDEX ix_deployments_seek ON deployments (mode, incident, "group", valid_at, seq, known_at);
CREATE INDEX ix_deployments_time ON deployments (mode, valid_at);
CREATE INDEX ix_dispatches_incident ON dispatches (mode, incident);
CREATE INDEX ix_dispatches_known ON dispatches (mode, known_at, seq);
CREATE INDEX ix_dispatches_seek ON dispatches (mode, dispatch, valid_at, seq, known_at);
CREATE INDEX ix_dispatches_time ON dispatches (mode, valid_at);
CREATE INDEX ix_drafts_form ON drafts (form, item);
CREATE INDEX ix_duty_states_known ON duty_states (mode, known_at, seq);
CREATE INDEX ix_duty_states_seek ON duty_states (mode, incident, unit, duty, owner, valid_at, seq, known_at);
CREATE INDEX ix_duty_states_time ON duty_states (mode, valid_at);
CREATE INDEX ix_evacuation_known ON evacuation (mode, known_at, seq);
CREATE INDEX ix_evacuation_seek ON evacuation (mode, incident, unit, category, valid_at, seq, known_at);
CREATE INDEX ix_evacuation_time ON evacuation (mode, valid_at);
CREATE INDEX ix_feed_runs_known ON feed_runs (mode, known_at, seq);
CREATE INDEX ix_feed_runs_seek ON feed_runs (mode, feed, valid_at, seq, known_at);
CREATE INDEX ix_feed_runs_time ON feed_runs (mode, valid_at);
CREATE INDEX ix_handovers_known ON handovers (mode, known_at, seq);
CREATE INDEX ix_handovers_seek ON handovers (mode, handover, valid_at, seq, known_at);
CREATE INDEX ix_handovers_time ON handovers (mode, valid_at);
CREATE INDEX ix_impacts_known ON impacts (mode, known_at, seq);
CREATE INDEX ix_impacts_seek ON impacts (mode, incident, unit, item, valid_at, seq, known_at);
CREATE INDEX ix_impacts_time ON impacts (mode, valid_at);
CREATE INDEX ix_incidents_known ON incidents (mode, known_at, seq);
CREATE INDEX ix_incidents_seek ON incidents (mode, incident, valid_at, seq, known_at);
CREATE INDEX ix_incidents_time ON incidents (mode, valid_at);
CREATE INDEX ix_latest_consultations_incident ON latest_consultations (mode, incident);
CREATE INDEX ix_latest_decisions_incident ON latest_decisions (mode, incident);
CREATE INDEX ix_latest_dispatches_incident ON latest_dispatches (mode, incident);
CREATE INDEX ix_latest_lessons_incident ON latest_lessons (mode, incident);
CREATE INDEX ix_latest_level_proposals_incident ON latest_level_proposals (mode, incident);
CREATE INDEX ix_latest_log_entries_incident ON latest_log_entries (mode, incident);
CREATE INDEX ix_latest_messages_incident ON latest_messages (mode, incident);
CREATE INDEX ix_latest_orders_incident ON latest_orders (mode, incident);
CREATE INDEX ix_latest_reminders_incident ON latest_reminders (mode, incident);
CREATE INDEX ix_latest_report_questions_incident ON latest_report_questions (mode, incident);
CREATE INDEX ix_latest_reports_incident ON latest_reports (mode, incident);
CREATE INDEX ix_latest_shelter_states_incident ON latest_shelter_states (mode, incident);
CREATE INDEX ix_latest_supply_states_incident ON latest_supply_states (mode, incident);
CREATE INDEX ix_latest_team_states_incident ON latest_team_states (mode, incident);
CREATE INDEX ix_latest_warnings_incident ON latest_warnings (mode, incident);
CREATE INDEX ix_lessons_incident ON lessons (mode, incident);
CREATE INDEX ix_lessons_known ON lessons (mode, known_at, seq);
CREATE INDEX ix_lessons_seek ON lessons (mode, lesson, valid_at, seq, known_at);
CREATE INDEX ix_lessons_time ON lessons (mode, valid_at);
CREATE INDEX ix_level_proposals_incident ON level_proposals (mode, incident);
CREATE INDEX ix_level_proposals_known ON level_proposals (mode, known_at, seq);
CREATE INDEX ix_level_proposals_seek ON level_proposals (mode, proposal, valid_at, seq, known_at);
CREATE INDEX ix_level_proposals_time ON level_proposals (mode, valid_at);
CREATE INDEX ix_log_entries_incident ON log_entries (mode, incident);
CREATE INDEX ix_log_entries_known ON log_entries (mode, known_at, seq);
CREATE INDEX ix_log_entries_seek ON log_entries (mode, entry, valid_at, seq, known_at);
CREATE INDEX ix_log_entries_time ON log_entries (mode, valid_at);
CREATE INDEX ix_measures_known ON measures (mode, known_at, seq);
CREATE INDEX ix_measures_seek ON measures (mode, incident, unit, measure, valid_at, seq, known_at);
CREATE INDEX ix_measures_time ON measures (mode, valid_at);
CREATE INDEX ix_messages_incident ON messages (mode, incident);
CREATE INDEX ix_messages_known ON messages (mode, known_at, seq);
CREATE INDEX ix_messages_seek ON messages (mode, batch, valid_at, seq, known_at);
CREATE INDEX ix_messages_time ON messages (mode, valid_at);
CREATE INDEX ix_orders_incident ON orders (mode, incident);
CREATE INDEX ix_orders_known ON orders (mode, known_at, seq);
CREATE INDEX ix_orders_seek ON orders (mode, "order", valid_at, seq, known_at);
CREATE INDEX ix_orders_time ON orders (mode, valid_at);
CREATE INDEX ix_rain_known ON rain (mode, known_at, seq);
CREATE INDEX ix_rain_seek ON rain (mode, station, hours, valid_at, seq, known_at);
CREATE INDEX ix_rain_time ON rain (mode, valid_at);
CREATE INDEX ix_receipts_known ON receipts (mode, known_at, seq);
CREATE INDEX ix_receipts_seek ON receipts (mode, "order", unit, valid_at, seq, known_at);
CREATE INDEX ix_receipts_time ON receipts (mode, valid_at);
CREATE INDEX ix_reminders_incident ON reminders (mode, incident);
CREATE INDEX ix_reminders_known ON reminders (mode, known_at, seq);
CREATE INDEX ix_reminders_seek ON reminders (mode, "order", unit, stage, valid_at, seq, known_at);
CREATE INDEX ix_reminders_time ON reminders (mode, valid_at);
CREATE INDEX ix_report_figures_incident ON report_figures (mode, incident);
CREATE INDEX ix_report_figures_known ON report_figures (mode, known_at, seq);
CREATE INDEX ix_report_figures_seek ON report_figures (mode, report, version, valid_at, seq, known_at);
CREATE INDEX ix_report_figures_time ON report_figures (mode, valid_at);
CREATE INDEX ix_report_questions_incident ON report_questions (mode, incident);
CREATE INDEX ix_report_questions_known ON report_questions (mode, known_at, seq);
CREATE INDEX ix_report_questions_seek ON report_questions (mode, report, version, question, unit, category, valid_at, seq, known_at);
CREATE INDEX ix_report_questions_time ON report_questions (mode, valid_at);
CREATE INDEX ix_reports_incident ON reports (mode, incident);
CREATE INDEX ix_reports_known ON reports (mode, known_at, seq);
CREATE INDEX ix_reports_seek ON reports (mode, report, version, valid_at, seq, known_at);
CREATE INDEX ix_reports_time ON reports (mode, valid_at);
CREATE INDEX ix_responses_incident ON responses (mode, incident);
CREATE INDEX ix_responses_known ON responses (mode, known_at, seq);
CREATE INDEX ix_responses_time ON responses (mode, valid_at);
CREATE INDEX ix_river_levels_known ON river_levels (mode, known_at, seq);
CREATE INDEX ix_river_levels_seek ON river_levels (mode, station, valid_at, seq, known_at);
CREATE INDEX ix_river_levels_time ON river_levels (mode, valid_at);
CREATE INDEX ix_sessions_account ON sessions (account);
CREATE INDEX ix_shelter_states_incident ON shelter_states (mode, incident);
CREATE INDEX ix_shelter_states_known ON shelter_states (mode, known_at, seq);
CREATE INDEX ix_shelter_states_seek ON shelter_states (mode, shelter, valid_at, seq, known_at);
CREATE INDEX ix_shelter_states_time ON shelter_states (mode, valid_at);
CREATE INDEX ix_storm_fixes_known ON storm_fixes (mode, known_at, seq);
CREATE INDEX ix_storm_fixes_seek ON storm_fixes (mode, storm, agency, valid_at, seq, known_at);
CREATE INDEX ix_storm_fixes_time ON storm_fixes (mode, valid_at);
CREATE INDEX ix_storm_forecasts_known ON storm_forecasts (mode, known_at, seq);
CREATE INDEX ix_storm_forecasts_seek ON storm_forecasts (mode, storm, agency, valid_at, forecast_at, seq, known_at);
CREATE INDEX ix_storm_forecasts_time ON storm_forecasts (mode, valid_at);
CREATE INDEX ix_suggestion_decisions_known ON suggestion_decisions (mode, known_at, seq);
CREATE INDEX ix_suggestion_decisions_seek ON suggestion_decisions (mode, suggestion, valid_at, seq, known_at);
CREATE INDEX ix_suggestion_decisions_time ON suggestion_decisions (mode, valid_at);
CREATE INDEX ix_supply_states_incident ON supply_states (mode, incident);
CREATE INDEX ix_supply_states_known ON supply_states (mode, known_at, seq);
CREATE INDEX ix_supply_states_seek ON supply_states (mode, depot, item, move, unit, valid_at, seq, known_at);
CREATE INDEX ix_supply_states_time ON supply_states (mode, valid_at);
CREATE INDEX ix_team_states_incident ON team_states (mode, incident);
CREATE INDEX ix_team_states_known ON team_states (mode, known_at, seq);
CREATE INDEX ix_team_states_seek ON team_states (mode, team, valid_at, seq, known_at);
CREATE INDEX ix_team_states_time ON team_states (mode, valid_at);
CREATE INDEX ix_vessel_actions_known ON vessel_actions (mode, known_at, seq);
CREATE INDEX ix_vessel_actions_seek ON vessel_actions (mode, incident, unit, vessel_kind, action, place, valid_at, seq, known_at);
CREATE INDEX ix_vessel_actions_time ON vessel_actions (mode, valid_at);
CREATE INDEX ix_warnings_incident ON warnings (mode, incident);
CREATE INDEX ix_warnings_known ON warnings (mode, known_at, seq);
CREATE INDEX ix_warnings_seek ON warnings (mode, id, valid_at, seq, known_at);
CREATE INDEX ix_warnings_time ON warnings (mode, valid_at);
CREATE INDEX ix_acts_replaces ON acts (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_cadres_replaces ON cadres (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_consultations_replaces ON consultations (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_decisions_replaces ON decisions (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_deployments_replaces ON deployments (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_dispatches_replaces ON dispatches (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_duty_states_replaces ON duty_states (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_evacuation_replaces ON evacuation (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_feed_runs_replaces ON feed_runs (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_handovers_replaces ON handovers (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_impacts_replaces ON impacts (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_incidents_replaces ON incidents (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_lessons_replaces ON lessons (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_level_proposals_replaces ON level_proposals (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_log_entries_replaces ON log_entries (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_measures_replaces ON measures (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_messages_replaces ON messages (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_orders_replaces ON orders (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_rain_replaces ON rain (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_receipts_replaces ON receipts (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_reminders_replaces ON reminders (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_report_figures_replaces ON report_figures (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_report_questions_replaces ON report_questions (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_reports_replaces ON reports (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_responses_replaces ON responses (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_river_levels_replaces ON river_levels (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_shelter_states_replaces ON shelter_states (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_storm_fixes_replaces ON storm_fixes (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_storm_forecasts_replaces ON storm_forecasts (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_suggestion_decisions_replaces ON suggestion_decisions (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_supply_states_replaces ON supply_states (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_team_states_replaces ON team_states (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_vessel_actions_replaces ON vessel_actions (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_warnings_replaces ON warnings (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX ix_responses_seek ON responses (mode, unit, hazard, incident, valid_at, seq, known_at);
CREATE INDEX ix_latest_responses_incident ON latest_responses (mode, incident);
COMMIT;
